/**
 * Reads a file by the rules of docker's `--env-file`: line by line (a carriage return before the break is lost), blanks
 * at the start cut off, `#` at the start a comment; then everything behind the first `=` is the value, quotes and all.
 */
export const readDocker = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	for (const line of text.split('\n').map(each => each.replace(/\r$/u, '').replace(/^[\s\u0085]+/u, ''))) {
		if (line === '' || line.startsWith('#')) continue;
		const at = line.indexOf('=');
		const name = line.slice(0, at);
		if (at < 1 || /[ \t]/u.test(name)) throw new Error(`Not a variable: ${line}`);
		values[name] = line.slice(at + 1);
	}
	return values;
};
