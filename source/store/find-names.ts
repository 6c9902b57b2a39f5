import {rememberLast} from './remember-last.ts';

/** A name that fits what was typed: its index, and the places of the letters that do, in UTF-16 units, found when asked for. */
export type FoundName = {readonly index: number; readonly places: () => ReadonlySet<number>};

/** Finds the names that fit what was typed, the best first. */
export type FindNames = (names: readonly string[], typed: string) => readonly FoundName[];

const span = (from: number, length: number) => Array.from({length}, (_, index) => from + index);

const inLowerCase = rememberLast((names: readonly string[]) => names.map(name => name.toLowerCase()));

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findContaining: FindNames = (names, typed) => {
	const words = typed
		.toLowerCase()
		.split(/\s+/u)
		.filter(word => word !== '');
	const first: FoundName[] = [];
	const rest: FoundName[] = [];
	for (const [index, text] of inLowerCase(names).entries()) {
		if (!words.every(word => text.includes(word))) continue;
		const places = () => new Set(words.flatMap(word => span(text.indexOf(word), word.length)));
		(text.startsWith(words[0] ?? '') ? first : rest).push({index, places});
	}
	return [...first, ...rest];
};
