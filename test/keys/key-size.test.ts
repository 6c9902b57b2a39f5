import assert from 'node:assert/strict';
import {createPublicKey} from 'node:crypto';
import {test} from 'node:test';
import {keySize, keySizeWords} from '../../source/keys/key-size.ts';

test('the bits of an RSA key are counted from its modulus, leading zeros left out', () => {
	const modulus = (octets: readonly number[]) => Buffer.from(octets).toString('base64url');
	const bits = (n: string) => keySize({kty: 'RSA', n, e: 'AQAB'});
	const full = [0x80, ...Array.from({length: 255}, () => 0)];
	assert.deepEqual(bits(modulus(full)), {type: 'RSA', bits: 2048});
	assert.deepEqual(bits(modulus([0, 0, ...full])), {type: 'RSA', bits: 2048});
	assert.deepEqual(bits(modulus([0x01, ...full.slice(1)])), {type: 'RSA', bits: 2041});
	assert.deepEqual(bits(modulus([0])), {type: 'RSA', bits: 0});
	const key = {kty: 'RSA', n: modulus([0xc3, ...full.slice(1)]), e: 'AQAB'};
	const {modulusLength} = createPublicKey({key, format: 'jwk'}).asymmetricKeyDetails ?? {};
	assert.deepEqual(keySize(key), {type: 'RSA', bits: modulusLength});
});

test('an EC key is told by its curve, and a key with odd members not at all', () => {
	const size = keySize({kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA'});
	assert.equal(size && keySizeWords(size), 'EC, P-256');
	for (const odd of [{}, {kty: 'RSA'}, {kty: 'EC', crv: 'P-256', x: 'AA'}, {kty: 'RSA', n: '*', e: 'AQAB'}])
		assert.equal(keySize(odd), undefined);
});
