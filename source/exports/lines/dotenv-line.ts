import {carriesText} from './carries-text.ts';

const fitsDoubleQuotes = (value: string) => !/["\\]/u.test(value);

const fitsQuotes = (value: string, quote: string) => !/[\r\n]|\\$/u.test(value) && !value.includes(quote);

// dotenv ends an unquoted value at a `#`, trims it, and strips quotes at the start of any line of it.
const fitsNoQuotes = (value: string) => /^[^\s'"`#](?:[^\r\n\u2028\u2029#]*[^\s#])?$/u.test(value);

/**
 * Writes one line of a `.env` file that dotenv (16 and later) reads back as exactly this value; undefined where it has
 * no way to write it. dotenv knows no escape but `\n` and `\r` in double quotes, so the quotes are chosen to fit.
 */
export const dotenvLine = (name: string, value: string): string | undefined => {
	if (!carriesText(value)) return undefined;
	if (fitsDoubleQuotes(value)) {
		return `${name}="${value.replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`)}"`;
	}
	if (fitsQuotes(value, "'")) return `${name}='${value}'`;
	if (fitsQuotes(value, '`')) return `${name}=\`${value}\``;
	return fitsNoQuotes(value) ? `${name}=${value}` : undefined;
};
