import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseEnv} from 'node:util';
import fc from 'fast-check';
import {dotenvLine} from '../../source/exports/dotenv-line.ts';

/**
 * Reads `.env` lines by the rules that dotenv documents: a value in quotes ends at the next quote of its kind that no
 * backslash stands before, everything in it stays but `\n` and `\r` in double quotes; without quotes a value ends at
 * `#` or the line's end and is trimmed.
 */
const readDotenv = (text: string) => {
	const values: Record<string, string> = {};
	let rest = text;
	while (rest.trim() !== '') {
		const equals = rest.indexOf('=');
		const name = rest.slice(0, equals).trim();
		const quote = rest[equals + 1] ?? '';
		if (['"', "'", '`'].includes(quote)) {
			let end = equals + 2;
			while (end < rest.length && (rest[end] !== quote || rest[end - 1] === '\\')) end += 1;
			const inner = rest.slice(equals + 2, end);
			values[name] = quote === '"' ? inner.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inner;
			rest = rest.slice(end + 1).replace(/^[^\n]*\n?/u, '');
		} else {
			const [line = ''] = rest.slice(equals + 1).split('\n');
			values[name] = (line.split('#')[0] ?? '').trim();
			rest = rest.slice(equals + 1 + line.length + 1);
		}
	}
	return values;
};

const awkward = fc.string({
	unit: fc.constantFrom(
		'a',
		' ',
		'"',
		"'",
		'`',
		'\\',
		'n',
		'\n',
		'\r',
		'#',
		'$',
		'=',
		'\u2028',
		'\u00E9',
		'\t',
	),
	maxLength: 12,
});
const anyText = fc.oneof(awkward, fc.string({unit: 'grapheme'}), fc.string({unit: 'binary'}));

test('whatever is written is read back as the same values, whatever stands before and after', () => {
	fc.assert(
		fc.property(fc.array(anyText, {minLength: 1, maxLength: 4}), values => {
			const named = values.map((value, index) => ({
				name: `V_${index}`,
				value,
				line: dotenvLine(`V_${index}`, value),
			}));
			const written = named.filter(each => each.line !== undefined);
			const text = written.map(each => `${each.line}\n`).join('');
			assert.deepEqual(readDotenv(text), Object.fromEntries(written.map(each => [each.name, each.value])));
		}),
		{numRuns: 3000},
	);
});

test('a value is one line of the file', () => {
	fc.assert(
		fc.property(anyText, value => {
			assert.doesNotMatch(dotenvLine('NAME', value) ?? '', /[\r\n]/u);
		}),
	);
});

test('a PEM is written in double quotes with \\n, and node reads it back too', () => {
	const pem = '-----BEGIN PRIVATE KEY-----\nMIIE+/=\n-----END PRIVATE KEY-----\n';
	const line = dotenvLine('PRIVATE_KEY', pem) ?? '';
	assert.equal(
		line,
		String.raw`PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\nMIIE+/=\n-----END PRIVATE KEY-----\n"`,
	);
	assert.equal(parseEnv(line)['PRIVATE_KEY'], pem);
});

test('each kind of quote is used where the others do not fit', () => {
	assert.equal(dotenvLine('P', `it's`), `P="it's"`);
	assert.equal(dotenvLine('P', 'a"b'), `P='a"b'`);
	assert.equal(dotenvLine('P', `a"b'c`), `P=\`a"b'c\``);
	assert.equal(dotenvLine('P', 'a"b\'c`d'), 'P=a"b\'c`d');
	assert.equal(dotenvLine('P', String.raw`C:\new`), String.raw`P='C:\new'`);
	assert.equal(dotenvLine('P', ' # '), 'P=" # "');
});

test('what no spelling carries is refused', () => {
	for (const value of ['"\'`#', '"\n', 'nul\0', ' "\'`', 'half \uD83D', '\'"`\\\n'])
		assert.equal(dotenvLine('P', value), undefined);
});
