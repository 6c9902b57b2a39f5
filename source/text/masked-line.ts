import {graphemes} from './graphemes.ts';
import type {LineCommand} from './line-editor.ts';

// Moving by words would show where the blanks of a passphrase are.
const wholeLine: Partial<Record<LineCommand, LineCommand>> = {
	'word-back': 'line-start',
	'word-forward': 'line-end',
	'kill-blank-word-back': 'kill-to-start',
	'kill-word-back': 'kill-to-start',
	'kill-word-forward': 'kill-to-end',
};

/** Gives the command that a masked field carries out: word commands take the whole line. */
export const maskedCommand = (command: LineCommand): LineCommand => wholeLine[command] ?? command;

const countGraphemes = (text: string) => {
	let count = 0;
	for (const _ of graphemes(text)) {
		count += 1;
	}
	return count;
};

/** Draws a masked value: one mask for each grapheme, and the cursor's offset among the masks. */
export const maskedText = (
	value: string,
	cursor: number,
	mask: string,
): {readonly value: string; readonly cursor: number} => ({
	value: mask.repeat(countGraphemes(value)),
	cursor: mask.length * countGraphemes(value.slice(0, cursor)),
});
