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

const inLowerCase = rememberLast((names: readonly string[]) => names.map(name => name.toLowerCase()));

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findByWords: FindNames = {
	mostNames: Number.POSITIVE_INFINITY,
	indices(names, typed) {
		const [start = '', ...others] = wordsOf(typed);
		const first: number[] = [];
		const rest: number[] = [];
		let index = 0;
		for (const text of inLowerCase(names)) {
			const at = text.indexOf(start);
			if (at >= 0 && others.every(word => text.includes(word))) (at === 0 ? first : rest).push(index);
			index += 1;
		}
		return [...first, ...rest];
	},
	places(name, typed) {
		const text = name.toLowerCase();
		const places = new Set<number>();
		for (const word of wordsOf(typed)) {
			const at = text.indexOf(word);
			for (let place = at; place < at + word.length; place += 1) places.add(place);
		}
		return places;
	},
};
