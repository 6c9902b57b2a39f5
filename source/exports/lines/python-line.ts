import {carriesText} from './carries-text.ts';

const escapes: Readonly<Record<string, string>> = {'\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r'};

// Expanded in every kind of quotes, with no way to write it otherwise.
const isExpanded = (value: string): boolean => {
	// By hand, for an id may be long: `${NAME}` or `${NAME:-other}`, with no other colon.
	for (let at = value.indexOf('${'); at >= 0; ) {
		const colon = value.indexOf(':', at);
		const close = value.indexOf('}', at);
		if (close < 0) return false;
		if (colon < 0 || colon > close || value[colon + 1] === '-') return true;
		at = value.indexOf('${', colon);
	}
	return false;
};

const fitsNoQuotes = (value: string) => /^[^\s\p{Cc}'"#]\P{Cc}*$/u.test(value) && !/\s#/u.test(value);

/**
 * Writes one line of a `.env` file that python-dotenv reads back as exactly this value; undefined where it has no way to
 * write it. It undoes backslashes in double quotes, but takes one before the closing quote for that quote's own.
 */
export const pythonLine = (name: string, value: string): string | undefined => {
	if (!carriesText(value) || isExpanded(value)) return undefined;
	if (value.endsWith('\\')) return fitsNoQuotes(value) ? `${name}=${value}` : undefined;
	return `${name}="${value.replaceAll(/[\\"\n\r]/gu, each => escapes[each] ?? each)}"`;
};
