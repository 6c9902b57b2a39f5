import {Fzf} from 'fzf';
import {type FindNames, findContaining} from './find-names.ts';

/** Above this a letter would be answered too late. */
const mostNames = 2000;

const makeFinder = (names: readonly string[]) =>
	new Fzf(
		names.map((_, index) => index),
		{selector: (index: number) => names[index] ?? '', casing: 'case-insensitive'},
	);

// Its own declarations can't be followed by an ESM resolver.
type Match = {readonly item: number; readonly positions: ReadonlySet<number>};

const finders = new WeakMap<readonly string[], ReturnType<typeof makeFinder>>();

/** Finds the names that hold the letters in their order, as fzf ranks them; in a list of more than 2,000 those that hold the words. */
export const findLoosely: FindNames = (names, typed) => {
	if (names.length > mostNames) return findContaining(names, typed);
	const finder = finders.get(names) ?? makeFinder(names);
	finders.set(names, finder);
	const found: readonly Match[] = finder.find(typed.replaceAll(/\s/gu, ''));
	const places = new Map(found.map(({item, positions}) => [item, positions]));
	return {indices: found.map(({item}) => item), placesOf: index => places.get(index) ?? new Set()};
};
