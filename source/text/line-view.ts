import {cells} from './cells.ts';
import {nextBoundary, previousBoundary} from './graphemes.ts';
import {sanitise} from './sanitise.ts';

/** The part of a line that is drawn: what stands before the cursor, under it (a blank at the end) and after it. */
export type LineView = {readonly before: string; readonly under: string; readonly after: string};

let pictograph: RegExp | undefined;

/** Makes one grapheme safe to draw; emoji keep their joiners, which the sanitiser would take from them. */
const drawn = (grapheme: string) => {
	if (/^[\x20-\x7e]$/.test(grapheme)) {
		return grapheme;
	}
	pictograph ??=
		/^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)*$/u;
	return pictograph.test(grapheme) ? grapheme : sanitise(grapheme);
};

/** Collects graphemes from an offset on, in either direction, until their cells are used up. */
const collect = (value: string, from: number, room: number, step: -1 | 1) => {
	let offset = from;
	let used = 0;
	let text = '';
	for (;;) {
		const other = step === 1 ? nextBoundary(value, offset) : previousBoundary(value, offset);
		const grapheme = drawn(value.slice(Math.min(offset, other), Math.max(offset, other)));
		const width = cells(grapheme);
		if (other === offset || used + width > room) {
			return {text, used};
		}
		text = step === 1 ? text + grapheme : grapheme + text;
		used += width;
		offset = other;
	}
};

/**
 * Chooses what of a line is drawn in `width` cells: all of it where it fits, else a part around the cursor with up to
 * a third of the width for what follows. Characters are never split and unsafe ones are drawn as U+FFFD.
 */
export const viewLine = (value: string, cursor: number, width = Number.POSITIVE_INFINITY): LineView => {
	const start = cursor < value.length ? previousBoundary(value, cursor + 1) : cursor;
	const end = nextBoundary(value, start);
	const under = start < value.length ? drawn(value.slice(start, end)) : ' ';
	const room = Math.max(0, width - cells(under));
	const following = collect(value, end, Math.min(room, Math.floor(width / 3)), 1);
	const before = collect(value, start, room - following.used, -1);
	const after = collect(value, end, room - before.used, 1);
	return {before: before.text, under, after: after.text};
};
