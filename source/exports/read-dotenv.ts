/** A variable of a `.env` file: its value as Node's dotenv reads it, and as it stands between its quotes. */
export type EnvEntry = {
	readonly value: string;
	/** Without what dotenv makes of `\n` in double quotes, as readers of other languages see it. */
	readonly raw: string;
	readonly isQuoted: boolean;
	/** Counted from 1. */
	readonly line: number;
};

/** What is odd about a line; never holds anything that stands in it. */
export type EnvProblem = {readonly line: number; readonly message: string};

/** A `.env` file as it was read; of a name that stands twice the last counts. */
export type EnvFile = {
	readonly entries: ReadonlyMap<string, EnvEntry>;
	readonly problems: readonly EnvProblem[];
};

/** The most bytes that a `.env` file may have: 64 KiB. */
export const largestEnvFile = 65_536;

const beginning = /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*/u;
const quotes = new Set(['"', "'", '`']);

const endsLine = (text: string, at: number): boolean =>
	/^[^\S\n]*(?:#|\n|$)/u.test(text.slice(at + 1, at + 1000));

/** Finds the quote that closes a value: the first without a backslash before it, else the last that has one, where nothing stands behind it. */
const closingAt = (text: string, quote: string, from: number): number => {
	const escaped: number[] = [];
	let at = text.indexOf(quote, from);
	for (; at > from && text[at - 1] === '\\'; at = text.indexOf(quote, at + 1)) escaped.push(at);
	const found = [...escaped, ...(at < 0 ? [] : [at])].findLast(each => endsLine(text, each));
	return found ?? at;
};

const expanded = (raw: string): string => raw.replaceAll('\\n', '\n').replaceAll('\\r', '\r');

/** Reads a `.env` file by the rules of Node's dotenv (16 and later): quotes of three kinds, several lines in quotes, `export`, comments. */
export const readDotenv = (source: string): EnvFile => {
	const text = source.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/gu, '\n');
	const entries = new Map<string, EnvEntry>();
	const problems: EnvProblem[] = [];
	let line = 1;
	for (let at = 0; at < text.length; ) {
		const here = line;
		const problem = (message: string) => problems.push({line: here, message});
		const end = text.indexOf('\n', at);
		let next = end < 0 ? text.length : end;
		const whole = text.slice(at, next);
		const [head, name] = beginning.exec(whole) ?? [];
		if (head === undefined || name === undefined) {
			if (!/^\s*(?:#|$)/u.test(whole)) problem('It is no NAME=value, so it is not read.');
		} else {
			const start = at + head.length;
			const quote = text[start] ?? '';
			const close = quotes.has(quote) && start < next ? closingAt(text, quote, start + 1) : -1;
			const isQuoted = close >= 0 && endsLine(text, close);
			if (isQuoted) {
				const raw = text.slice(start + 1, close);
				entries.set(name, {value: quote === '"' ? expanded(raw) : raw, raw, isQuoted, line: here});
				line += raw.split('\n').length - 1;
				const rest = text.indexOf('\n', close);
				next = rest < 0 ? text.length : rest;
			} else {
				const rest = text.slice(start, next);
				const [value = ''] = rest.split('#');
				const raw = value.trim();
				const isWhole = raw.length > 1 && quotes.has(quote) && raw.endsWith(quote);
				const inner = isWhole ? raw.slice(1, -1) : raw;
				if (close >= 0) problem('Something stands behind the closing quote.');
				else if (quotes.has(quote)) problem('The quote that it opens is never closed.');
				else if (value !== rest && /\S$/u.test(value))
					problem('What stands behind # is a comment: put the value in quotes.');
				entries.set(name, {
					value: quote === '"' ? expanded(inner) : inner,
					raw: inner,
					isQuoted,
					line: here,
				});
			}
		}
		at = next + 1;
		line += 1;
	}
	return {entries, problems};
};
