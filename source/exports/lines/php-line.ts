import {carriesText} from './carries-text.ts';

const escapes: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	'"': '\\"',
	$: '\\$',
	'\n': '\\n',
	'\r': '\\r',
};

/** Writes one line of a `.env` file that phpdotenv reads back as exactly this value; undefined where it has no way to write it. */
export const phpLine = (name: string, value: string): string | undefined =>
	carriesText(value)
		? `${name}="${value.replaceAll(/[\\"$\n\r]/gu, each => escapes[each] ?? each)}"`
		: undefined;
