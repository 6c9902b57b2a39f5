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

/** All names as one text, a line each, and where each line ends: to look through that takes a fraction of what looking into each name does. */
const linesOf = rememberLast((names: readonly string[]) => {
	const lines = names.map(name => `${name.toLowerCase().replaceAll('\n', ' ')}\n`);
	let end = 0;
	const ends = lines.map(line => {
		end += line.length;
		return end;
	});
	return {text: lines.join(''), ends};
});

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findByWords: FindNames = {
	mostNames: Number.POSITIVE_INFINITY,
	indices(names, typed) {
		const [word = '', ...others] = wordsOf(typed);
		const {text, ends} = linesOf(names);
		const first: number[] = [];
		const rest: number[] = [];
		let start = 0;
		let at = text.indexOf(word);
		for (const [index, end] of ends.entries()) {
			if (at < 0) break;
			if (at < end) {
				const isWhole = others.every(other => text.slice(start, end).includes(other));
				if (isWhole) (at === start ? first : rest).push(index);
				at = text.indexOf(word, end);
			}
			start = end;
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
