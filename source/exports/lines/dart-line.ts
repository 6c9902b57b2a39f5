import {carriesText} from './carries-text.ts';

/**
 * Writes one line of a `.env` file that Dart's dotenv reads back as exactly this value; undefined where it has no way to
 * write it. In single quotes it changes nothing, but for blanks at either end, which it cuts off.
 */
export const dartLine = (name: string, value: string): string | undefined =>
	carriesText(value) && !/[\r\n\u2028\u2029]|^[\s\u0085]|[\s\u0085]$/u.test(value)
		? `${name}='${value}'`
		: undefined;
