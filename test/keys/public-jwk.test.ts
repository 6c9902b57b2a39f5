import assert from 'node:assert/strict';
import {createPublicKey, generateKeyPairSync} from 'node:crypto';
import {test} from 'node:test';
import {publicJwkOf, registeredJwk} from '../../source/keys/public-jwk.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const ec = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const rsa = rsaKey();

test('the public JWK of a private key holds no private member', () => {
	assert.deepEqual(Object.keys(publicJwkOf(ec.privateKey)).sort(), ['crv', 'kty', 'x', 'y']);
	assert.deepEqual(Object.keys(publicJwkOf(rsa.privateKey)).sort(), ['e', 'kty', 'n']);
});

test('both halves of a pair give the same public JWK', () => {
	assert.deepEqual(publicJwkOf(rsa.publicKey), publicJwkOf(rsa.privateKey));
});

test('the registered form has kid, alg and use, and is still the same key', () => {
	const jwk = registeredJwk(publicJwkOf(ec.privateKey), 'ES256', 'k-1');
	assert.deepEqual([jwk.kid, jwk.alg, jwk.use, jwk.kty], ['k-1', 'ES256', 'sig', 'EC']);
	const {kid: _kid, alg: _alg, use: _use, ...bare} = jwk;
	assert.ok(createPublicKey({key: bare, format: 'jwk'}).equals(ec.publicKey));
});

test('a key of a curve that no algorithm uses is refused', () => {
	const {publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-384'});
	assert.throws(() => publicJwkOf(publicKey));
});
