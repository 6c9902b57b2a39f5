const encodingOf = ([first, second, third, fourth]: Uint8Array): string => {
	// Text in UTF-16 shows by its zero octets even where a tool left the mark away.
	if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0)) return 'utf-16le';
	if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0)) return 'utf-16be';
	return 'utf-8';
};

/** Gives the text of what somebody brought: UTF-8 or UTF-16, without the byte order mark. */
export const keyText = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

/** Puts each PEM line (RFC 7468) on a line of its own, where line breaks were lost or written out as `\n`. */
export const pemLines = (text: string): string => {
	const isEscaped = /-----(?:\\r)?\\n/u.test(text);
	const broken = isEscaped ? text.replaceAll(/(?:\\r)?\\n/gu, '\n') : text;
	return broken.replaceAll(/-----(?:BEGIN|END) [A-Z\d ]{1,60}-----/gu, '\n$&\n');
};
