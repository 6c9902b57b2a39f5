import {looksLikeKey} from './looks-like-key.ts';

const longest = 500;

/** Says in a sentence why a text can't be kept as the note of a key; undefined when it can. */
export const noteProblem = (text: string): string | undefined => {
	if (text.length > longest) return `The note is longer than ${longest} characters.`;
	if (looksLikeKey(text)) return 'That is a key, and a note is kept in the clear: nothing of it was kept.';
	return /\p{Cc}/u.test(text) ? 'The note has a line break or another control character in it.' : undefined;
};
