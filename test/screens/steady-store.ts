import type {AppState, AppStore} from '../../source/store/app-store.ts';
import type {AStore} from '../store/a-store.ts';

/** What differs from run to run: ids, the parts of keys and hashes, the ends of file names. */
const random =
	/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43,}|\b[\da-f]{12}\b/g;

const digits = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const standIn = (text: string, number: number) => {
	if (/^[\da-f-]+$/.test(text) && text.length <= 36)
		return `${String(number).padStart(8, '0')}${text.slice(8).replace(/[\da-f]/g, String(number % 10))}`;
	// No two alike, or a cursor that looks for one would find another.
	return Array.from(text, (_, at) => digits[(at * 7 + number * 13) % digits.length]).join('');
};

const isPlain = (value: object) =>
	Array.isArray(value) ||
	Object.getPrototypeOf(value) === Object.prototype ||
	Object.getPrototypeOf(value) === null;

/** Gives a copy of data in which every string has passed through `change`, maps and sets included; functions stay. */
const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
	if (typeof value === 'string') return change(value);
	if (value instanceof Map)
		return new Map([...value].map(([key, each]) => [mapStrings(key, change), mapStrings(each, change)]));
	if (value instanceof Set) return new Set([...value].map(each => mapStrings(each, change)));
	if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
	if (Array.isArray(value)) return value.map(each => mapStrings(each, change));
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) => [change(key), mapStrings(each, change)]),
	);
};

/** A store that stands still and shows the same in every run: nothing random is left in it, and no folder of this machine. */
export const steadyStore = ({store, home}: Pick<AStore, 'store' | 'home'>): AppStore => {
	const numbers = new Map<string, number>();
	const numberOf = (text: string) => {
		const number = numbers.get(text) ?? numbers.size + 1;
		numbers.set(text, number);
		return number;
	};
	const state = store.getState();
	// By their names, because the service lists them by their ids.
	for (const {id, keys} of state.tokens.items.toSorted((one, other) => one.name.localeCompare(other.name)))
		for (const text of [id, ...JSON.stringify(keys).matchAll(random)].flat()) numberOf(text);
	const change = (text: string) =>
		text.replaceAll(home, '/home/ada/.pat-tui').replace(random, each => standIn(each, numberOf(each)));
	// What is looked at has other ids here than at the service.
	const steady: AppState = {...state, ...Object(mapStrings(state, change)), lookAt: () => {}};
	return {...store, getState: () => steady, getInitialState: () => steady, subscribe: () => () => {}};
};
