import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {calculateJwkThumbprint} from 'jose';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {registeredJwk} from '../../source/keys/public-jwk.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';

test('the key of RFC 7638 has the thumbprint that the RFC prints', () => {
	const n =
		'0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
	assert.equal(thumbprint({kty: 'RSA', n, e: 'AQAB'}), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
});

test('a registered EC key has the thumbprint that jose computes, whatever stands beside its members', async () => {
	const {publicJwk} = await makeKeyGenerator().generate('ES512');
	const registered = registeredJwk(publicJwk, 'ES512', 'any-kid');
	assert.equal(thumbprint(registered), await calculateJwkThumbprint(registered));
});

test('a key that lacks a member has no thumbprint', () => {
	assert.equal(thumbprint({kty: 'EC'}), undefined);
	assert.equal(thumbprint({kty: 'EC', crv: 'P-256', x: 'AA'}), undefined);
	assert.equal(thumbprint({kty: 'RSA', n: 'AA', e: ''}), undefined);
	assert.equal(thumbprint({kty: 'oct'}), undefined);
});

test('anything at all in a member gives a thumbprint or none, and never a throw', () => {
	const member = fc.oneof(fc.anything(), fc.constantFrom('AQAB', 'P-256', '='));
	fc.assert(
		fc.property(
			fc.constantFrom('RSA', 'EC'),
			fc.array(member, {minLength: 5, maxLength: 5}),
			(kty, [n, e, crv, x, y]) => {
				const print = thumbprint({kty, n, e, crv, x, y});
				assert.ok(print === undefined || /^[\w-]{43}$/u.test(print));
			},
		),
	);
});
