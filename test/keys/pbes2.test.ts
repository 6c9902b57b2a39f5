// needs: openssl
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createPrivateKey, createPublicKey, generateKeyPairSync} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {promisify} from 'node:util';
import fc from 'fast-check';
import {passphraseProblem} from '../../source/keys/passphrase-problem.ts';
import {encryptPkcs8, readPbes2, usedIterations} from '../../source/keys/pbes2.ts';
import {readPrivateKey} from '../../source/keys/read-private-key.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const run = promisify(execFile);
const base = await mkdtemp(join(tmpdir(), 'pbes2-'));
after(async () => rm(base, {recursive: true, force: true}));

const ecKey = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey;
/** For what does not depend on their number, which is most of what a test would wait for. */
const fewRounds = 2048;
const hardPassphrases = [
	'simple',
	' spaces around ',
	'p\u00E4ss \u65E5\u672C \u{1F511}',
	'e\u0301 is not \u00E9',
	`q"'\`$\\#`,
];

const publicPem = (key: typeof ecKey) =>
	createPublicKey(key).export({type: 'spki', format: 'pem'}).toString();

for (const [name, key] of [
	['RSA', rsaKey().privateKey],
	['EC', ecKey],
] as const) {
	test(`openssl opens an encrypted ${name} key with its passphrase as it was typed`, async () => {
		for (const [index, passphrase] of (name === 'EC' ? hardPassphrases : ['r\u00F6ck']).entries()) {
			// One of each with as many rounds as every key gets.
			const rounds = index === 0 ? usedIterations : fewRounds;
			const file = join(base, 'key.pem');
			const passphraseFile = join(base, 'passphrase');
			const pem = await encryptPkcs8(key, makeSecret(passphrase), systemRandom, rounds);
			await writeFile(file, pem, {mode: 0o600});
			await writeFile(passphraseFile, `${passphrase}\n`, {mode: 0o600});
			const {stdout} = await run('openssl', [
				'pkey',
				'-in',
				file,
				'-passin',
				`file:${passphraseFile}`,
				'-pubout',
			]);
			assert.equal(stdout, publicPem(key), passphrase);
		}
	});
}

test('the parameters in the file are 600,000 rounds and salts of 16 bytes that are never the same', async () => {
	const [first, second] = await Promise.all(
		[1, 2].map(async () => {
			const pem = await encryptPkcs8(ecKey, makeSecret('x'), systemRandom);
			return readPbes2(Buffer.from(pem.replaceAll(/-.*-/gu, ''), 'base64'));
		}),
	);
	assert.deepEqual([first?.iterations, first?.salt.length, first?.iv.length], [600_000, 16, 16]);
	assert.notDeepEqual(first?.salt, second?.salt);
	assert.notDeepEqual(first?.iv, second?.iv);
});

test('for any passphrase node and this program open the key, and a passphrase that differs by one sign does not', async () => {
	const passphrases = fc
		.string({unit: 'grapheme', minLength: 1, maxLength: 30})
		.filter(text => passphraseProblem(makeSecret(text)) === undefined);
	await fc.assert(
		fc.asyncProperty(passphrases, async passphrase => {
			const pem = await encryptPkcs8(ecKey, makeSecret(passphrase), systemRandom, fewRounds);
			assert.ok(createPrivateKey({key: pem, passphrase: Buffer.from(passphrase)}).equals(ecKey));
			const own = await readPrivateKey(Buffer.from(pem), makeSecret(passphrase));
			assert.ok(own.ok && own.value.equals(ecKey));
			const other = await readPrivateKey(Buffer.from(pem), makeSecret(`${passphrase} `));
			assert.equal(!other.ok && other.error.kind, 'wrong-passphrase');
		}),
		{numRuns: 40},
	);
});

test('a passphrase that other programs could not take is refused in words, the longest allowed one is taken by node', async () => {
	const refused = ['', 'two\nlines', 'nul\0', 'x'.repeat(1001), '\u00E9'.repeat(501), 'half \uD83D'];
	for (const text of refused)
		assert.match(passphraseProblem(makeSecret(text)) ?? '', /^The passphrase .*\.$/u, text);
	assert.equal(passphraseProblem(makeSecret('\u00E9'.repeat(500))), undefined);
	const pem = await encryptPkcs8(ecKey, makeSecret('\u00E9'.repeat(500)), systemRandom, fewRounds);
	assert.ok(createPrivateKey({key: pem, passphrase: '\u00E9'.repeat(500)}).equals(ecKey));
});
