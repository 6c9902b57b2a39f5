import {carriesText} from './carries-text.ts';

const fitsNoQuotes = (value: string) =>
	/^[^\s\p{Cc}'"#](?:[^\r\n\u0085\u2028\u2029#]*[^\s\p{Cc}'"#])?$/u.test(value);

const fitsQuotes = (value: string) => !/["\r\n\u0085\u2028\u2029]|\\$/u.test(value);

/**
 * Writes one line of a `.env` file that dotenv-java reads back as exactly this value; undefined where it has no way to
 * write it. It knows no escapes: a backslash stays one, also before an n.
 */
export const javaLine = (name: string, value: string): string | undefined => {
	if (!carriesText(value)) return undefined;
	if (fitsNoQuotes(value)) return `${name}=${value}`;
	return fitsQuotes(value) ? `${name}="${value}"` : undefined;
};
