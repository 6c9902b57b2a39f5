import {graphemes} from './graphemes.ts';

const on = '\u001B[4m';
const off = '\u001B[24m';

/** Underlines letters of a text (SGR 4, ECMA-48): each grapheme that holds one of the places, given in UTF-16 units. */
export const underlined = (text: string, places: ReadonlySet<number>): string => {
	let at = 0;
	let isOn = false;
	let result = '';
	for (const grapheme of graphemes(text)) {
		let isMarked = false;
		for (let place = at; place < at + grapheme.length; place += 1) isMarked ||= places.has(place);
		if (isMarked !== isOn) result += isMarked ? on : off;
		isOn = isMarked;
		result += grapheme;
		at += grapheme.length;
	}
	return isOn ? result + off : result;
};
