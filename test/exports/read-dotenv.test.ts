import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parse} from 'dotenv';
import fc from 'fast-check';
import {meantName} from '../../source/exports/env-names.ts';
import {readDotenv} from '../../source/exports/read-dotenv.ts';

const values = (text: string) =>
	Object.fromEntries([...readDotenv(text).entries].map(([name, {value}]) => [name, value]));

test('values are read as dotenv reads them: quotes, escapes, several lines, export, comments', () => {
	for (const text of [
		'A=1\nB = 2 \nexport C=3\n',
		'A="x y"\nB=\'x y\'\nC=`x y`',
		'A="line\\nline"\nB=\'line\\nline\'\nC=line\\nline',
		'A="first\nsecond\nthird"\nB=after',
		'# comment\n\nA=1 # comment\nB="#1" # comment\r\nC=3\r\n',
		'A=\nB=""\nC',
		'A=1\nA=2',
		'\uFEFFA=1',
		'A="it\'s"\nB=\'say "so"\'',
		'A="a\\"b"',
	]) {
		assert.deepEqual(values(text), parse(text.replace('\uFEFF', '')), text);
	}
});

test('whatever a value is, it comes back as dotenv reads it', () => {
	const value = fc.string({
		unit: fc.constantFrom('a', 'B', '1', ' ', '#', '=', '\\', 'n', '-', '/', '+', '\t'),
	});
	const quote = fc.constantFrom('"', "'", '`', '');
	const line = fc.record({name: fc.constantFrom('A', 'B_C', 'd.e'), quote, value});
	fc.assert(
		fc.property(fc.array(line, {maxLength: 6}), lines => {
			const text = lines.map(({name, quote, value}) => `${name}=${quote}${value}${quote}\n`).join('');
			assert.deepEqual(values(text), parse(text));
		}),
		{numRuns: 500},
	);
});

test('an odd line is named by its number, also behind a value of several lines, and without what stands in it', () => {
	const {problems} = readDotenv('A="1\n2\n3"\nsecret words\nB="open\nC=pass#word');
	assert.deepEqual(
		problems.map(({line}) => line),
		[4, 5, 6],
	);
	assert.doesNotMatch(JSON.stringify(problems), /secret|"open|pass|word\b.*#/u);
});

test('64 KiB of anything are read in a moment', () => {
	for (const unit of ['A="\n', "A='\\'", '"', '=\n', 'A=#\n', 'A="x" "\n', 'A', '\n', '`\'"=']) {
		const began = performance.now();
		readDotenv(unit.repeat(Math.floor(65_536 / unit.length)));
		assert.ok(performance.now() - began < 1000, unit);
	}
});

test('a name that is nearly right is taken for what it was meant to be', () => {
	for (const [name, meant] of [
		['PRIVATEKEY', 'PRIVATE_KEY'],
		['private_key', 'PRIVATE_KEY'],
		['TOKENID', 'TOKEN_ID'],
		['TOKEN-ID', 'TOKEN_ID'],
		['PROJEKT_ID', 'PROJECT_ID'],
		['PASSPHRAS', 'PASSPHRASE'],
		['KEYID', 'KEY_ID'],
		['TOKEN_ENDPONT', 'TOKEN_ENDPOINT'],
		['TOKEN_ID', undefined],
		['APP_ID', undefined],
		['PORT', undefined],
		['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', undefined],
	] as const) {
		assert.equal(meantName(name), meant, name);
	}
});
