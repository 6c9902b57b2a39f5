/** Gives what all texts begin with, whole characters only; nothing for no texts. */
export const commonStart = (texts: readonly string[]): string => {
	const [first = '', ...others] = texts;
	let end = 0;
	for (const character of first) {
		const start = first.slice(0, end + character.length);
		if (!others.every(text => text.startsWith(start))) break;
		end += character.length;
	}
	return first.slice(0, end);
};
