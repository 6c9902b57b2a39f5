/** Java's `trim`: everything up to the blank. */
const trimmed = (text: string) => text.replace(/^[\0- ]+|[\0- ]+$/gu, '');

const entry = /^\s*([\w.-]+)\s*=\s*('[^']*'|"[^"]*"|[^#]*)?\s*(?:#.*)?$/u;

/**
 * Reads a `.env` file by the rules of dotenv-java: line by line, a value in double quotes without them, any other one
 * up to `#` and trimmed; no escapes are known. Newer releases refuse a value with a quote at one end alone.
 */
export const readJava = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	for (const line of text.split(/\r\n|\n|\r/u).map(trimmed)) {
		if (line === '' || line.startsWith('#')) continue;
		const [, name = '', raw = ''] = entry.exec(line) ?? [];
		if (name === '') throw new Error(`Malformed: ${line}`);
		const value = trimmed(raw);
		const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
		if (!isQuoted && (value.startsWith('"') || value.endsWith('"'))) throw new Error(`Malformed: ${line}`);
		values[name] = isQuoted ? value.slice(1, -1) : value;
	}
	return values;
};
