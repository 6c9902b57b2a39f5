const letters: Readonly<Record<string, string>> = {f: '\f', n: '\n', r: '\r', t: '\t', v: '\v'};

const readQuoted = (text: string): string => {
	let value = '';
	for (let at = 1; at < text.length; at++) {
		const each = text[at] ?? '';
		if (each === '"') {
			if (!/^\s*(?:#.*)?$/u.test(text.slice(at + 1))) throw new Error(`More after the quote: ${text}`);
			return value;
		}
		if (each === '$') throw new Error(`A variable: ${text}`);
		if (each !== '\\') {
			value += each;
			continue;
		}
		at += 1;
		const next = text[at] ?? '';
		const undone = '"\\$'.includes(next) && next !== '' ? next : letters[next];
		if (undone === undefined) throw new Error(`An unknown escape: ${text}`);
		value += undone;
	}
	throw new Error(`No closing quote: ${text}`);
};

/**
 * Reads a `.env` file by the rules of phpdotenv for values in double quotes, which is what is written: `\"`, `\\`, `\$`
 * and the letters of PHP are undone, another escape is an error, and a bare `$` would be a variable.
 */
export const readPhp = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	for (const line of text.split(/\r\n|\n|\r/u)) {
		if (line.trim() === '') continue;
		const at = line.indexOf('=');
		const raw = line.slice(at + 1).replace(/^[ \t\v\0]+|[ \t\v\0]+$/gu, '');
		if (!raw.startsWith('"')) throw new Error(`Without quotes: ${line}`);
		values[line.slice(0, at)] = readQuoted(raw);
	}
	return values;
};
