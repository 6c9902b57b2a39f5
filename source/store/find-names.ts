/** A name that fits what was typed: its index, and the places of the letters that do, in UTF-16 units. */
export type FoundName = {readonly index: number; readonly places: ReadonlySet<number>};

/** Finds the names that fit what was typed, the best first. */
export type FindNames = (names: readonly string[], typed: string) => readonly FoundName[];

const span = (from: number, length: number) => Array.from({length}, (_, index) => from + index);

/** Finds the names that hold every word, whatever the case; those that begin with the first word come first. */
export const findContaining: FindNames = (names, typed) => {
	const words = typed
		.toLowerCase()
		.split(/\s+/u)
		.filter(word => word !== '');
	const first: FoundName[] = [];
	const rest: FoundName[] = [];
	for (const [index, name] of names.entries()) {
		const text = name.toLowerCase();
		const starts = words.map(word => text.indexOf(word));
		if (starts.includes(-1)) continue;
		const places = new Set(words.flatMap((word, at) => span(starts[at] ?? 0, word.length)));
		(starts[0] === 0 ? first : rest).push({index, places});
	}
	return [...first, ...rest];
};
