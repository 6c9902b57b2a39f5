import {Fzf} from 'fzf';
import type {FindNames} from './find-by-words.ts';

const makeFinder = (names: readonly string[]) =>
	new Fzf(
		names.map((_, index) => index),
		{selector: (index: number) => names[index] ?? '', casing: 'case-insensitive'},
	);

// Its own declarations can't be followed by an ESM resolver.
type Match = {readonly item: number; readonly positions: ReadonlySet<number>};

const finders = new WeakMap<readonly string[], ReturnType<typeof makeFinder>>();

const matches = (names: readonly string[], typed: string): readonly Match[] => {
	const finder = finders.get(names) ?? makeFinder(names);
	finders.set(names, finder);
	return finder.find(typed.replaceAll(/\s/gu, ''));
};

/** Finds the names that hold the letters in their order, as fzf ranks them. */
export const findByLetters: FindNames = {
	mostNames: 2000,
	indices: (names, typed) => matches(names, typed).map(({item}) => item),
	places: (name, typed) => matches([name], typed)[0]?.positions ?? new Set(),
};
