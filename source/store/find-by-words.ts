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

/** All names as one text, a line each: to look through that takes a fraction of what looking into each of them does. */
const linesOf = rememberLast((names: readonly string[]) => {
	const lines = names.map(name => name.toLowerCase().replaceAll('\n', ' '));
	let from = 0;
	const starts = lines.map(line => {
		const start = from;
		from += line.length + 1;
		return start;
	});
	return {text: lines.join('\n'), starts};
});

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findByWords: FindNames = {
	mostNames: Number.POSITIVE_INFINITY,
	indices(names, typed) {
		const [word = '', ...others] = wordsOf(typed);
		const {text, starts} = linesOf(names);
		const first: number[] = [];
		const rest: number[] = [];
		let index = 0;
		let at = text.indexOf(word);
		while (at >= 0 && index < starts.length) {
			while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index += 1;
			const start = starts[index] ?? 0;
			index += 1;
			const next = starts[index] ?? text.length;
			if (others.length === 0 || others.every(other => text.slice(start, next).includes(other)))
				(at === start ? first : rest).push(index - 1);
			at = text.indexOf(word, next);
		}
		return first.concat(rest);
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
