const longestInput = 4096;

// One line without a \p{…} class, so that the common case never compiles the large expressions below.
const plainAscii = /^[\x20-\x7e]*$/;

let unsafe: RegExp | undefined;
let surplusMarks: RegExp | undefined;
let segmenter: Intl.Segmenter | undefined;

/** Cuts already clean text to a number of graphemes; a grapheme of endless letters counts as several. */
const cut = (text: string, graphemes: number): string => {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	let end = 0;
	let count = 0;
	let codePoints = 0;
	for (const {segment} of segmenter.segment(text)) {
		const size = [...segment].length;
		if (count === graphemes || codePoints + size > graphemes * 4 || end + segment.length > longestInput) {
			break;
		}
		count += 1;
		codePoints += size;
		end += segment.length;
	}
	return text.slice(0, end);
};

/**
 * Makes a foreign string safe to draw: control, format, private, unassigned, line-separating and invisible characters
 * become U+FFFD, at most three marks stay on a base, and the text ends after `graphemes` (120 unless told).
 * The result is NFC, well-formed and never more than 4,096 code units; sanitising it again changes nothing.
 */
export const sanitise = (text: string, {graphemes = 120}: {readonly graphemes?: number} = {}): string => {
	if (text.length <= graphemes && text.length <= longestInput && plainAscii.test(text)) {
		return text;
	}
	unsafe ??= /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
	surplusMarks ??= /(\p{M}{3})\p{M}+/gu;
	const clean = text
		.slice(0, longestInput)
		.normalize('NFC')
		.replace(unsafe, '\u{FFFD}')
		.replace(surplusMarks, '$1');
	return cut(clean, graphemes);
};
