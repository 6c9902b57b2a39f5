// needs: openssl
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import * as v from 'valibot';
import {readForeignKey} from '../../source/keys/import/read-foreign-key.ts';
import {type PublicJwk, publicJwkOf} from '../../source/keys/public-jwk.ts';
import {readPublicKey} from '../../source/keys/read-public-key.ts';
import {makeSecret} from '../../source/text/secret.ts';

const Key = v.picklist(['rsa', 'p256', 'p521']);
const Table = v.object({
	tools: v.array(v.string()),
	/** The modulus or the point of each key, in hexadecimal, as OpenSSL printed it. */
	keys: v.record(Key, v.string()),
	vectors: v.array(
		v.object({
			file: v.string(),
			command: v.string(),
			key: v.optional(Key),
			publicKey: v.string(),
			privateKey: v.string(),
			passphrase: v.optional(v.string()),
		}),
	),
});

const read = (file: string) => readFileSync(join('test/keys/vectors', file));
const {keys, vectors} = v.parse(Table, JSON.parse(read('table.json').toString()));

const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
const numbersOf = (jwk: PublicJwk) => {
	if (jwk.kty === 'EC') return `04${hex(jwk.x)}${hex(jwk.y)}`;
	// Every RSA key here has the exponent that the tools give by themselves.
	assert.equal(jwk.e, 'AQAB');
	return hex(jwk.n);
};

/** What OpenSSL prints of a public key: its modulus or point in hexadecimal, and the exponent of RSA. */
const printed = (file: string) => {
	const text = execFileSync(
		'openssl',
		['pkey', '-pubin', '-in', join('test/keys/vectors', file), '-noout', '-text'],
		{
			encoding: 'utf8',
		},
	);
	const number = /(?:Modulus|pub):\n((?:\s+[\da-f:]+\n)+)/u.exec(text)?.[1] ?? '';
	const exponent = /Exponent: \d+ \(0x([\da-f]+)\)/u.exec(text)?.[1];
	return {number: number.replaceAll(/[\s:]/gu, '').replace(/^00/u, ''), exponent};
};

test('there are 80 files at least, each with its command, and their numbers are what OpenSSL prints', () => {
	assert.ok(vectors.length >= 80, `${vectors.length} files`);
	assert.ok(vectors.every(({command}) => command !== ''));
	for (const [key, number] of Object.entries(keys)) {
		const own = printed(`${key}-spki.pem`);
		assert.equal(own.number, number, key);
		const result = readPublicKey(read(`${key}-spki.pem`));
		assert.ok(result.ok && numbersOf(result.value.publicJwk) === own.number);
		const {publicJwk} = result.value;
		const exponent = publicJwk.kty === 'RSA' ? hex(publicJwk.e).replace(/^0+/u, '') : undefined;
		assert.equal(exponent, own.exponent);
	}
});

describe('key files that OpenSSL and ssh-keygen made', () => {
	for (const {file, command, key, publicKey, privateKey, passphrase} of vectors) {
		const expected = key && keys[key];

		test(`${file}: a public key is asked for (${publicKey})`, () => {
			const result = readPublicKey(read(file));
			if (result.ok) {
				assert.equal(publicKey, 'read', command);
				assert.equal(numbersOf(result.value.publicJwk), expected);
				return;
			}
			const {kind, publicHalf, message, remedy} = result.error;
			assert.ok(message.endsWith('.') && remedy.endsWith('.'), `${message} ${remedy}`);
			if (publicKey !== 'half') assert.deepEqual([kind, publicHalf?.form], [publicKey, undefined], command);
			else assert.equal(publicHalf && numbersOf(publicHalf.publicJwk), expected, command);
		});

		test(`${file}: a private key is asked for (${privateKey})`, async () => {
			const bytes = read(file);
			const secret = passphrase === undefined ? undefined : makeSecret(passphrase);
			const result = await readForeignKey(bytes, secret);
			if (result.ok) {
				assert.equal(privateKey, 'opened', command);
				assert.equal(numbersOf(publicJwkOf(result.value.privateKey)), expected);
				assert.equal(result.value.encrypted, passphrase !== undefined);
			} else assert.equal(result.error.kind, privateKey, command);
			if (passphrase === undefined || privateKey !== 'opened') return;
			const [without, wrong] = [
				await readForeignKey(bytes),
				await readForeignKey(bytes, makeSecret('another')),
			];
			assert.equal(!without.ok && without.error.kind, 'needs-passphrase');
			assert.equal(!wrong.ok && wrong.error.kind, 'wrong-passphrase');
		});
	}
});
