import fastStringWidth from 'fast-string-width';

/** Tells whether every character is a letter, line or sign known to take one cell and to join nothing. */
const isNarrow = (text: string): boolean => {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		const isOneCell =
			(code >= 0x20 && code <= 0x7e) ||
			(code >= 0xa0 && code <= 0x2ff) ||
			(code >= 0x2500 && code <= 0x257f) ||
			(code >= 0x2800 && code <= 0x28ff) ||
			code === 0x2026 ||
			code === 0x2022 ||
			code === 0x25b8 ||
			code === 0x25cf ||
			code === 0x25cb ||
			code === 0x2713 ||
			code === 0x2717;
		if (!isOneCell) {
			return false;
		}
	}
	return true;
};

/** Counts the terminal cells that a text takes; the text must hold no escape sequence and no tab. */
export const cells = (text: string): number =>
	// A Hangul syllable may be written as its letters (macOS names files so), each of which the package counts.
	isNarrow(text) ? text.length : fastStringWidth(text.normalize('NFC'));
