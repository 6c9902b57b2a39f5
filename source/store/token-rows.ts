import type {Token} from '../api/token.ts';
import {sanitise} from '../text/sanitise.ts';
import type {AppState} from './app-store.ts';
import {type FindNames, findByWords} from './find-by-words.ts';
import {keyWords} from './key-words.ts';
import {selectKeyOf} from './keys-slice.ts';
import {type FilterWord, parseListFilter} from './list-filter.ts';
import {mergeSorted} from './merge-sorted.ts';
import {rememberLast} from './remember-last.ts';
import {tokenHealth} from './token-health.ts';

/** The columns that the list can be sorted by. */
export const sortColumns = ['name', 'algorithm', 'key', 'last try'] as const;
export type SortColumn = (typeof sortColumns)[number];

/** How the list is looked at. */
export type ListView = {
	readonly filter: string;
	/** Whether letters go into the filter. */
	readonly isTyping: boolean;
	readonly sort: SortColumn;
	readonly isReversed: boolean;
};

type Known = Pick<AppState, 'keys' | 'tries'>;

/** The name of a token as it is drawn. */
export const drawnName = ({name}: Pick<Token, 'name'>): string => sanitise(name || '(no name)');

/** The state of a token's private key on this computer, in words. */
export const keyOfToken = (token: Token, {keys}: Pick<Known, 'keys'>) =>
	keyWords(selectKeyOf(token)({keys}), keys !== undefined);

const lastTry = ({id}: Token, {tries}: Known) => tries?.get(id)?.[0];

/** How a token stands, as far as this computer knows. */
export const healthOfToken = (token: Token, known: Known) =>
	tokenHealth(token, keyOfToken(token, known), lastTry(token, known));

const tryTags = {works: 'ok', failed: 'failed', open: 'open'} as const;

const tags: Readonly<Record<FilterWord, (token: Token, known: Known) => readonly string[]>> = {
	alg: ({algorithm}) => [algorithm.toLowerCase()],
	key(token, {keys}) {
		if (keys === undefined) return [];
		const {isHere, isExposed, words} = keyOfToken(token, {keys});
		return isHere ? ['here', isExposed ? 'exposed' : words] : ['missing'];
	},
	try(token, known) {
		const tried = lastTry(token, known);
		return tried ? [tryTags[tried.outcome]] : known.tries ? ['never'] : [];
	},
	health: (token, known) => (known.keys ? [healthOfToken(token, known).kind] : []),
};

// Numbers within names count as numbers. `Intl` would load its tables before the first frame is there.
const orderOfName = (() => {
	const orders = new WeakMap<Token, string>();
	return (token: Token) => {
		const known = orders.get(token);
		if (known !== undefined) return known;
		const order = token.name.toLowerCase().replaceAll(/\d+/gu, digits => digits.padStart(12, '0'));
		orders.set(token, order);
		return order;
	};
})();

const orders: Readonly<Record<SortColumn, (known: Known) => (token: Token) => string | number>> = {
	name: () => () => '',
	algorithm:
		() =>
		({algorithm}) =>
			algorithm,
	key: known => token => keyOfToken(token, known).words,
	'last try': known => token => -(lastTry(token, known)?.at ?? 0),
};

const compare = <T extends string | number>(one: T, other: T) => (one < other ? -1 : one > other ? 1 : 0);

const makeSorter = () => {
	let before: {readonly items: readonly Token[]; readonly sorted: readonly Token[]} = {items: [], sorted: []};
	const isGrown = (items: readonly Token[]) => {
		const count = before.items.length;
		return count > 0 && count < items.length && items[count - 1] === before.items[count - 1];
	};
	return rememberLast(
		(
			items: readonly Token[],
			sort: SortColumn,
			isReversed: boolean,
			keys: Known['keys'],
			tries: Known['tries'],
		): readonly Token[] => {
			const sign = isReversed ? -1 : 1;
			const order = orders[sort]({keys, tries});
			const byOrder = (one: Token, other: Token) =>
				sign * compare(order(one), order(other)) || sign * compare(orderOfName(one), orderOfName(other));
			const isPlain = sort === 'name' && !isReversed;
			// A list that streams in is sorted page by page: anew each time it would take longer than its requests.
			const sorted =
				isPlain && isGrown(items)
					? mergeSorted(before.sorted, items.slice(before.items.length), byOrder)
					: items.toSorted(byOrder);
			if (isPlain) before = {items, sorted};
			return sorted;
		},
	);
};

const sortTokens = makeSorter();

const parse = rememberLast(parseListFilter);

const askedTokens = rememberLast(
	(tokens: readonly Token[], asked: string, keys: Known['keys'], tries: Known['tries']): readonly Token[] => {
		const words = parseListFilter(asked).asked;
		return words.length === 0
			? tokens
			: tokens.filter(token =>
					words.every(({word, value}) => tags[word](token, {keys, tries}).some(tag => tag.startsWith(value))),
				);
	},
);

const namesOf = rememberLast((tokens: readonly Token[]) => tokens.map(drawnName));

const typedTokens = rememberLast(
	(tokens: readonly Token[], typed: string, by: FindNames): readonly Token[] => {
		const found: Token[] = [];
		// A letter waits for this: `flatMap` takes ten times as long.
		for (const index of by.indices(namesOf(tokens), typed)) {
			const token = tokens[index];
			if (token) found.push(token);
		}
		return found;
	},
);

type Looked = Pick<AppState, 'tokens' | 'keys' | 'tries' | 'listView' | 'findNames'>;

/** The tokens that the filter's words ask for, sorted, what else was typed, and the way to find it among them. */
const look = ({tokens, keys, tries, listView, findNames}: Looked) => {
	const {filter, sort, isReversed} = listView;
	const isByKey = sort === 'key';
	const isByTry = sort === 'last try';
	const sorted = sortTokens(
		tokens.items,
		sort,
		isReversed,
		isByKey ? keys : undefined,
		isByTry ? tries : undefined,
	);
	const {typed, asked} = parse(filter);
	const words = asked.map(({word, value}) => `${word}:${value}`).join(' ');
	const found = words === '' ? sorted : askedTokens(sorted, words, keys, tries);
	return {tokens: found, typed, by: found.length > findNames.mostNames ? findByWords : findNames};
};

/** The rows of the list as it is looked at: sorted, and filtered by what was typed, the best match first. */
export const selectRows = (state: Looked): readonly Token[] => {
	const {tokens, typed, by} = look(state);
	return typed === '' ? tokens : typedTokens(tokens, typed, by);
};

const none: ReadonlySet<number> = new Set();
const marks = rememberLast(
	(typed: string, by: FindNames) =>
		(token: Token): ReadonlySet<number> =>
			typed === '' ? none : by.places(drawnName(token), typed),
);

/** Tells which letters of a row's name, as it is drawn, the filter found (UTF-16 units). */
export const selectMarks = (state: Looked): ((token: Token) => ReadonlySet<number>) => {
	const {typed, by} = look(state);
	return marks(typed, by);
};

const rowsById = rememberLast((rows: readonly Token[]) => new Map(rows.map(({id}, index) => [id, index])));

/** The row that the cursor is on: its token's, wherever that is now, or the one in its place. */
export const selectCursorRow = (state: Looked & Pick<AppState, 'cursor'>): number => {
	const rows = selectRows(state);
	const {id, row} = state.cursor;
	// Odd records have no id of their own, and are told apart by their row.
	if (id !== undefined && rows[row]?.id === id) return row;
	const found = id === undefined ? undefined : rowsById(rows).get(id);
	return found ?? Math.max(0, Math.min(row, rows.length - 1));
};
