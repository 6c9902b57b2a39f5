const longest = 500;

/** Says in a sentence why a text can't be kept as the note of a key; undefined when it can. */
export const noteProblem = (text: string): string | undefined => {
	if (text.length > longest) return `The note is longer than ${longest} characters.`;
	return /\p{Cc}/u.test(text) ? 'The note has a line break or another control character in it.' : undefined;
};
