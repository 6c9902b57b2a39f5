import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseEnv} from 'node:util';
import {dotenvLine} from '../../../source/exports/lines/dotenv-line.ts';

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
