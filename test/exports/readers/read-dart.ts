/** Dart's `trim` knows one blank more than JavaScript's. */
const trimmed = (text: string) => text.replace(/^[\s\u0085]+|[\s\u0085]+$/gu, '');

/**
 * Reads a `.env` file by the rules of Dart's dotenv: line by line; what follows a `#` is a comment unless the line ends
 * with a quote; a value in quotes without them and trimmed; variables are expanded unless the quotes are single ones.
 */
export const readDart = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	for (const line of text.split(/\r\n|\n|\r/u)) {
		const stripped = trimmed(line.replace(/#.*[^'"]$/u, ''));
		if (!stripped.includes('=')) continue;
		const at = stripped.indexOf('=');
		const raw = trimmed(stripped.slice(at + 1));
		const [, quote = '', inner = raw] = /^(['"])(.*)\1$/u.exec(raw) ?? [];
		const value = trimmed(inner);
		const expanded = value.replaceAll(/\\?\$\{?[a-z_]\w*\}?/giu, '');
		values[stripped.slice(0, at)] = quote === "'" ? value : expanded;
	}
	return values;
};
