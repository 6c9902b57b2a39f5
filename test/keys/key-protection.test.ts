import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {test} from 'node:test';
import fc from 'fast-check';
import {keyProtection} from '../../source/keys/key-protection.ts';
import {encryptPkcs8} from '../../source/keys/pbes2.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret} from '../../source/text/secret.ts';

const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const sealed = {cipher: 'aes-256-cbc', passphrase: 'x'} as const;

test('what is encrypted here is well encrypted', async () => {
	const pem = await encryptPkcs8(privateKey, makeSecret('x'), systemRandom);
	assert.equal(keyProtection(Buffer.from(pem)), 'encrypted');
});

test('few rounds, and the forms of old, are weak; without a passphrase a key is plain in every form', () => {
	const forms = [
		[privateKey.export({format: 'pem', type: 'pkcs8', ...sealed}), 'weak'],
		[privateKey.export({format: 'der', type: 'pkcs8', ...sealed}), 'weak'],
		[privateKey.export({format: 'pem', type: 'sec1', ...sealed}), 'weak'],
		[privateKey.export({format: 'pem', type: 'pkcs8'}), 'plain'],
		[privateKey.export({format: 'der', type: 'pkcs8'}), 'plain'],
		[privateKey.export({format: 'pem', type: 'sec1'}), 'plain'],
		[privateKey.export({format: 'der', type: 'sec1'}), 'plain'],
		[JSON.stringify(privateKey.export({format: 'jwk'})), 'plain'],
		['', 'unknown'],
		['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'unknown'],
	] as const;
	for (const [form, expected] of forms)
		assert.equal(keyProtection(Buffer.from(form)), expected, String(form));
});

test('whatever stands in a file, it is judged', () => {
	const pem = Buffer.from(privateKey.export({format: 'pem', type: 'pkcs8', ...sealed}));
	fc.assert(
		fc.property(fc.nat(pem.length - 1), fc.nat(255), (at, octet) => {
			const bytes = Buffer.from(pem);
			bytes[at] = octet;
			keyProtection(bytes);
			keyProtection(bytes.subarray(0, at));
		}),
		{numRuns: 300},
	);
});
