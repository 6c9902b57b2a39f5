/**
 * Text of which every character is one cell wide and a grapheme of its own, whatever stands beside it within this class:
 * printable ASCII and Latin, dashes, quotes and the ellipsis, arrows, box lines, blocks, shapes, check marks, the spinner's braille.
 */
export const plainText =
	/^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u21FF\u2500-\u25FC\u25FF\u2713\u2717\u2800-\u28FF]*$/;
