import assert from 'node:assert/strict';
import {createPrivateKey} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {readForeignKey} from '../../../source/keys/import/read-foreign-key.ts';

const pemOf = (name: string) => readFileSync(`test/keys/vectors/${name}.pem`, 'utf8');
const jwkOf = (name: string) => createPrivateKey(pemOf(name)).export({format: 'jwk'});
const read = async (text: string) => readForeignKey(Buffer.from(text));

for (const name of ['rsa', 'p256', 'p521']) {
	test(`a private JWK is the key that it was made of (${name})`, async () => {
		const jwk = jwkOf(name);
		for (const text of [JSON.stringify(jwk), JSON.stringify({keys: [{...jwk, kid: 'one'}]})]) {
			const result = await read(text);
			assert.ok(result.ok, JSON.stringify(result));
			assert.ok(result.value.privateKey.equals(createPrivateKey(pemOf(name))));
			assert.equal(result.value.encrypted, false);
		}
	});
}

test('a private JWK whose halves do not belong together is damaged', async () => {
	const rsa = jwkOf('rsa');
	const {d} = jwkOf('p256');
	const cases = [
		{...jwkOf('p256'), d: `${d?.slice(0, -4)}AAAA`},
		{...jwkOf('p521'), d},
		{...rsa, d: rsa.p},
		{...rsa, e: 'Aw'},
	];
	for (const value of cases) {
		const result = await read(JSON.stringify(value));
		assert.equal(!result.ok && result.error.kind, 'unreadable', JSON.stringify(value));
	}
});

test('text that only begins as JSON does is read as what it is', async () => {
	const result = await read(`{${pemOf('p256')}`);
	assert.ok(result.ok);
	assert.equal((await read('{"kty": "EC", "d":')).ok, false);
});
