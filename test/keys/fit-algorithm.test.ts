import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Algorithm, algorithms} from '../../source/keys/algorithms.ts';
import {algorithmsFor, fitAlgorithm} from '../../source/keys/fit-algorithm.ts';
import type {PublicJwk} from '../../source/keys/public-jwk.ts';

const rsa: PublicJwk = {kty: 'RSA', n: 'AQAB', e: 'AQAB'};
const p256: PublicJwk = {kty: 'EC', crv: 'P-256', x: 'AQAB', y: 'AQAB'};
const p521: PublicJwk = {kty: 'EC', crv: 'P-521', x: 'AQAB', y: 'AQAB'};

const chosen = (jwk: PublicJwk, wanted?: Algorithm) => {
	const fitted = fitAlgorithm(jwk, wanted);
	return fitted.ok ? fitted.value : fitted.error.message;
};

test('a key without a word about it gets the usual algorithm of its kind', () => {
	assert.deepEqual([chosen(rsa), chosen(p256), chosen(p521)], ['RS256', 'ES256', 'ES512']);
});

test('an algorithm is taken exactly where the key can sign with it, and a refusal names both', () => {
	for (const jwk of [rsa, p256, p521]) {
		for (const {name} of Object.values(algorithms)) {
			if (algorithmsFor(jwk).includes(name)) assert.equal(chosen(jwk, name), name);
			else assert.match(chosen(jwk, name), new RegExp(`^${name} does not fit .*(?:RSA|P-256|P-521)`, 'u'));
		}
	}
	assert.deepEqual(algorithmsFor(rsa), ['RS256', 'RS512']);
});
