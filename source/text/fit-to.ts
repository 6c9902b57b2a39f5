import {cells} from './cells.ts';
import {graphemes} from './graphemes.ts';

/** Cuts a text to at most `columns` cells, ending in the ellipsis when anything was left out; wide characters are never split. */
export const truncate = (text: string, columns: number, ellipsis = '…'): string => {
	if (cells(text) <= columns) {
		return text;
	}
	const sign = cells(ellipsis) <= columns ? ellipsis : '';
	const room = columns - cells(sign);
	let kept = '';
	let used = 0;
	for (const grapheme of graphemes(text)) {
		const width = cells(grapheme);
		if (used + width > room) {
			break;
		}
		kept += grapheme;
		used += width;
	}
	return kept + sign;
};

/** Cuts a text to at most `columns` cells from its start, which becomes the ellipsis when anything was left out. */
export const truncateStart = (text: string, columns: number, ellipsis = '…'): string => {
	if (cells(text) <= columns) {
		return text;
	}
	const sign = cells(ellipsis) <= columns ? ellipsis : '';
	let kept = '';
	for (const grapheme of [...graphemes(text)].reverse()) {
		if (cells(grapheme + kept) > columns - cells(sign)) {
			break;
		}
		kept = grapheme + kept;
	}
	return sign + kept;
};

/** Cuts or pads a text to exactly `columns` cells. */
export const fitTo = (
	text: string,
	columns: number,
	{align = 'left', ellipsis = '…'}: {readonly align?: 'left' | 'right'; readonly ellipsis?: string} = {},
): string => {
	const shown = truncate(text, columns, ellipsis);
	const padding = ' '.repeat(Math.max(0, columns - cells(shown)));
	return align === 'left' ? shown + padding : padding + shown;
};
