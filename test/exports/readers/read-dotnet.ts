const letters: Readonly<Record<string, string>> = {
	a: '\u0007',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

// .NET's idea of a blank, which a control character may be too.
const isBlank = (each: string) => /^[\t-\r\u0085\p{Z}]$/u.test(each);

/**
 * Reads a `.env` file by the rules of DotNetEnv for values in double quotes, which is what is written: the usual escapes
 * are undone, a bare `$` begins a variable, and a control character that is no blank is an error.
 */
export const readDotnet = (text: string): Record<string, string> => {
	const values: Record<string, string> = {};
	let rest = [...text];
	while (rest.length > 0) {
		const equals = rest.indexOf('=');
		const name = rest.slice(0, equals).join('');
		if (!/^[A-Z_]\w*$/u.test(name) || rest[equals + 1] !== '"') throw new Error(`Not a line: ${name}`);
		let at = equals + 2;
		let value = '';
		while (rest[at] !== '"') {
			const each = rest[at] ?? '';
			if (each === '' || each === '$') throw new Error(`No end, or a variable: ${name}`);
			if (each === '\\') {
				at += 1;
				const next = rest[at] ?? '';
				if (/^[xuU0-7]$/u.test(next)) throw new Error(`A code: ${name}`);
				value += letters[next] ?? ('\\\'"?$`'.includes(next) ? next : `\\${next}`);
			} else if (/^\p{Cc}$/u.test(each) && !isBlank(each)) {
				throw new Error(`A control character: ${name}`);
			} else {
				value += each;
			}
			at += 1;
		}
		if (rest[at + 1] !== '\n') throw new Error(`More after the quote: ${name}`);
		values[name] = value;
		rest = rest.slice(at + 2);
	}
	return values;
};
