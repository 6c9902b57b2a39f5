import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {test} from 'node:test';
import type {Algorithm} from '../../../source/keys/algorithms.ts';
import {makeKeyPair} from '../../../source/keys/key-pair.ts';
import {registeredJwk} from '../../../source/keys/public-jwk.ts';
import type {TokenState} from '../../../source/operations/intent.ts';
import {wantedState} from '../../../source/operations/token/wanted-state.ts';
import {aKeyPair} from '../../fixtures/a-key-pair.ts';

const jwk = async (algorithm: Algorithm) => (await aKeyPair(algorithm)).publicJwk;
const [rsa, p256, other, p521] = [
	await jwk('RS256'),
	await jwk('ES256'),
	await jwk('ES256'),
	await jwk('ES512'),
];

const aState = (key: typeof rsa, algorithm: Algorithm, kid = 'k-1'): TokenState => ({
	name: 'ci-signer',
	algorithm,
	keys: [registeredJwk(key, algorithm, kid)],
});

const wantedOf = (before: TokenState, change: Parameters<typeof wantedState>[2]) => {
	const wanted = wantedState('token-id', before, change);
	assert.ok(wanted.ok, JSON.stringify(wanted));
	return wanted.value;
};

const refusalOf = (before: TokenState, change: Parameters<typeof wantedState>[2]) => {
	const wanted = wantedState('token-id', before, change);
	assert.ok(!wanted.ok);
	return wanted.error;
};

test('what is not named stays as it is', () => {
	const before = aState(rsa, 'RS512');
	assert.deepEqual(wantedOf(before, {name: 'new name'}), {...before, name: 'new name'});
	assert.deepEqual(wantedOf(before, {keyId: 'k-2'}), aState(rsa, 'RS512', 'k-2'));
	assert.deepEqual(wantedOf(aState(p256, 'ES256'), {}), aState(p256, 'ES256'));
});

test('the algorithm stays with a new key that fits it, and its key id too', () => {
	const {privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
	const other = makeKeyPair(privateKey, 'RS256').publicJwk;
	assert.deepEqual(wantedOf(aState(rsa, 'RS512'), {publicKey: other}), aState(other, 'RS512'));
});

test('a new key of another type needs the algorithm to be told, and brings its own type', () => {
	const before = aState(rsa, 'RS256');
	const refused = refusalOf(before, {publicKey: p256});
	assert.equal(refused.kind, 'algorithm-does-not-fit');
	assert.match(refused.message, /RS256.*P-256.*ES256/);
	assert.deepEqual(wantedOf(before, {publicKey: p256, algorithm: 'ES256'}), aState(p256, 'ES256'));
	assert.deepEqual(wantedOf(before, {publicKey: p521, algorithm: 'ES512'}), aState(p521, 'ES512'));
});

test('an algorithm that the key can not sign with is refused by both names', () => {
	assert.match(refusalOf(aState(p256, 'ES256'), {algorithm: 'ES512'}).message, /ES512.*P-256/);
	assert.match(refusalOf(aState(rsa, 'RS256'), {algorithm: 'ES256'}).message, /ES256.*RSA/);
	assert.deepEqual(wantedOf(aState(rsa, 'RS256'), {algorithm: 'RS512'}), aState(rsa, 'RS512'));
});

test('a token with two keys is refused by the names of both, whatever is to be changed', () => {
	const [first, second] = [registeredJwk(p256, 'ES256', 'old-key'), registeredJwk(rsa, 'RS256', 'new-key')];
	const before = {...aState(p256, 'ES256'), keys: [first, second]};
	for (const change of [{name: 'new name'}, {keyId: 'k'}, {publicKey: p256}]) {
		const refused = refusalOf(before, change);
		assert.equal(refused.kind, 'several-keys');
		assert.match(refused.message, /old-key.*new-key/);
	}
});

test('a key that stands under two key ids, as after a rotation, is one key', () => {
	const twice = (jwk: typeof p256) => ['uuid', 'token-id'].map(kid => registeredJwk(jwk, 'ES256', kid));
	const before = {...aState(p256, 'ES256'), keys: twice(p256)};
	assert.deepEqual(wantedOf(before, {name: 'new name'}), {...before, name: 'new name'});
	assert.deepEqual(wantedOf(before, {publicKey: other}), {...before, keys: twice(other)});
	assert.deepEqual(wantedOf(before, {keyId: 'k'}).keys, [registeredJwk(p256, 'ES256', 'k')]);
});

test('an address of keys stays unless a key is to take its place', () => {
	const before: TokenState = {name: 'n', algorithm: 'RS256', keys: [], jwksUri: 'https://keys.example/jwks'};
	assert.deepEqual(wantedOf(before, {name: 'new name'}), {...before, name: 'new name'});
	assert.deepEqual(wantedOf(before, {algorithm: 'RS512'}), {...before, algorithm: 'RS512'});
	assert.equal(refusalOf(before, {keyId: 'k'}).kind, 'no-whole-key');
	assert.deepEqual(wantedOf(before, {publicKey: rsa}), {
		name: 'n',
		algorithm: 'RS256',
		keys: [registeredJwk(rsa, 'RS256', 'token-id')],
	});
});

test('an EC key that was registered without its numbers can only be replaced', () => {
	const before: TokenState = {
		name: 'n',
		algorithm: 'ES256',
		keys: [{kid: 'k', kty: 'EC', alg: 'ES256', use: 'sig'}],
	};
	assert.deepEqual(wantedOf(before, {name: 'new name'}), {...before, name: 'new name'});
	assert.equal(refusalOf(before, {algorithm: 'ES512'}).kind, 'no-whole-key');
	assert.deepEqual(wantedOf(before, {publicKey: p256}), {...aState(p256, 'ES256', 'k'), name: 'n'});
});
