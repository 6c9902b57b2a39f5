import {cells} from './cells.ts';
import {graphemes} from './graphemes.ts';

/** Breaks one word that is wider than its line into pieces that fit. */
const pieces = (word: string, columns: number): readonly string[] => {
	const done: string[] = [];
	let piece = '';
	let used = 0;
	for (const grapheme of graphemes(word)) {
		const width = cells(grapheme);
		if (piece !== '' && used + width > columns) {
			done.push(piece);
			piece = '';
			used = 0;
		}
		piece += grapheme;
		used += width;
	}
	return [...done, piece];
};

/** Breaks a text into lines of at most `columns` cells, between words where that is possible; never gives no line at all. */
export const wrap = (text: string, columns: number): readonly string[] => {
	const lines: string[] = [];
	let line: string | undefined;
	for (const word of text.split(' ')) {
		const joined: string = line === undefined ? word : `${line} ${word}`;
		if (cells(joined) <= columns) {
			line = joined;
			continue;
		}
		if (line !== undefined) lines.push(line);
		const broken = pieces(word, Math.max(1, columns));
		lines.push(...broken.slice(0, -1));
		line = broken.at(-1);
	}
	return [...lines, line ?? ''];
};
