import {rememberLast} from './remember-last.ts';

/** A way to find names by what was typed. */
export type FindNames = {
	/** Above this many names another way has to be taken: a letter would be answered too late. */
	readonly mostNames: number;
	/** The indices of the names that fit, the best first. */
	readonly indices: (names: readonly string[], typed: string) => readonly number[];
	/** Where in a name that fits the letters are, in UTF-16 units. */
	readonly places: (name: string, typed: string) => ReadonlySet<number>;
};

const wordsOf = (typed: string) =>
	typed
		.toLowerCase()
		.split(/\s+/u)
		.filter(word => word !== '');

const span = (from: number, length: number) => Array.from({length}, (_, index) => from + index);

const inLowerCase = rememberLast((names: readonly string[]) => names.map(name => name.toLowerCase()));

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findByWords: FindNames = {
	mostNames: Number.POSITIVE_INFINITY,
	indices(names, typed) {
		const words = wordsOf(typed);
		const [start = ''] = words;
		const first: number[] = [];
		const rest: number[] = [];
		for (const [index, text] of inLowerCase(names).entries()) {
			if (words.every(word => text.includes(word))) (text.startsWith(start) ? first : rest).push(index);
		}
		return [...first, ...rest];
	},
	places(name, typed) {
		const text = name.toLowerCase();
		return new Set(wordsOf(typed).flatMap(word => span(text.indexOf(word), word.length)));
	},
};
