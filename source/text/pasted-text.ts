const longestPaste = 100_000;

const esc = '\u001B';
const bell = '\u0007';
const escapeSequence = new RegExp(
	[
		`${esc}(?:`,
		String.raw`\[[0-?]*[ -/]*[@-~]`,
		String.raw`|\][^${bell}${esc}]*(?:${bell}|${esc}\\)?`,
		String.raw`|[PX^_][^${esc}]*(?:${esc}\\)?`,
		'|.)?',
	].join(''),
	'gs',
);

/**
 * Cleans what was pasted: escape sequences and control characters go, every kind of line break becomes one line feed,
 * those at either end go too, tabs become blanks. Other blanks and all letters stay as they are, for a passphrase is
 * taken as given. At most 100,000 code units.
 */
export const pastedText = (raw: string): string =>
	raw
		.slice(0, longestPaste)
		.replace(/\p{Cs}/gu, '\u{FFFD}')
		.replace(escapeSequence, '')
		.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
		.replaceAll('\t', ' ')
		.replace(/(?!\n)\p{Cc}/gu, '')
		.replace(/^\n+|\n+$/g, '');

/** Turns cleaned pasted text into one line: each run of line breaks becomes a blank. */
export const oneLine = (text: string): string => text.replace(/\n+/g, ' ');
