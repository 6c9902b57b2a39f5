import assert from 'node:assert/strict';
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
const numbersOf = (jwk: PublicJwk) => (jwk.kty === 'RSA' ? hex(jwk.n) : `04${hex(jwk.x)}${hex(jwk.y)}`);

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
