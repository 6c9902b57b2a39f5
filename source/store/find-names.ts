import {rememberLast} from './remember-last.ts';

/** The names that fit what was typed: their indices, the best first, and where in one of them the letters are, in UTF-16 units. */
export type FoundNames = {
	readonly indices: readonly number[];
	/** Found when asked for: few of the names are drawn. */
	readonly placesOf: (index: number) => ReadonlySet<number>;
};

export type FindNames = (names: readonly string[], typed: string) => FoundNames;

const span = (from: number, length: number) => Array.from({length}, (_, index) => from + index);

const inLowerCase = rememberLast((names: readonly string[]) => names.map(name => name.toLowerCase()));

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findContaining: FindNames = (names, typed) => {
	const words = typed
		.toLowerCase()
		.split(/\s+/u)
		.filter(word => word !== '');
	const texts = inLowerCase(names);
	const first: number[] = [];
	const rest: number[] = [];
	for (const [index, text] of texts.entries()) {
		if (!words.every(word => text.includes(word))) continue;
		(text.startsWith(words[0] ?? '') ? first : rest).push(index);
	}
	return {
		indices: [...first, ...rest],
		placesOf(index) {
			const text = texts[index] ?? '';
			return new Set(words.flatMap(word => span(text.indexOf(word), word.length)));
		},
	};
};
