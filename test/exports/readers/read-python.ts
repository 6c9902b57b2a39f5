const escapes: Readonly<Record<string, string>> = {
	'\\\\': '\\',
	"\\'": "'",
	'\\"': '"',
	'\\a': '\u0007',
	'\\b': '\b',
	'\\f': '\f',
	'\\n': '\n',
	'\\r': '\r',
	'\\t': '\t',
	'\\v': '\v',
};

const undo = (text: string, pattern: RegExp) => text.replaceAll(pattern, each => escapes[each] ?? each);

/** What `$` and a name in braces becomes: here no variable is set, so its default or nothing. */
const expand = (text: string) =>
	text.replaceAll(/\$\{[^}:]*(?::-([^}]*))?\}/gu, (_all, otherwise: string | undefined) => otherwise ?? '');

/**
 * Reads a `.env` file by the rules of python-dotenv: a value in quotes runs, over lines too, to the last place where a
 * quote of its kind can end it that has no backslash before it; the usual escapes are undone in double quotes, and in
 * single ones those of a backslash and a quote; without quotes a value ends before a blank and `#`. Then variables are
 * expanded, in every kind of quotes.
 */
export const readPython = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	let rest = text;
	// Python's blanks are a few more than JavaScript's.
	while (rest.trim() !== '') {
		const [head = '', name = ''] = /^\s*([^=#\s]+)=/u.exec(rest) ?? [];
		if (head === '') throw new Error(`Not a line: ${rest}`);
		rest = rest.slice(head.length);
		const double = /^"((?:\\"|[^"])*)"/u.exec(rest);
		const single = /^'((?:\\'|[^'])*)'/u.exec(rest);
		const bare = /^[^\r\n]*/u.exec(rest);
		const value = double
			? undo(double[1] ?? '', /\\[\\'"abfnrtv]/gu)
			: single
				? undo(single[1] ?? '', /\\[\\']/gu)
				: (bare?.[0] ?? '').replace(/[\s\p{Cc}]+#.*/u, '').replace(/[\s\p{Cc}]+$/u, '');
		values[name] = expand(value);
		rest = rest.slice((double ?? single ?? bare)?.[0].length ?? 0);
		const end = /^[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/u.exec(rest);
		if (!end) throw new Error(`Not the end of a line: ${rest}`);
		rest = rest.slice(end[0].length);
	}
	return values;
};
