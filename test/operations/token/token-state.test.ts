import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {toToken} from '../../../source/api/token.ts';
import type {TokenState} from '../../../source/operations/intent.ts';
import {isMerged, isSameState, methodOf, tokenState} from '../../../source/operations/token/token-state.ts';

const aKey = fc
	.constantFrom('a', 'b', 'c', 'd')
	.map(kid => ({kid, kty: 'RSA', alg: 'RS256', use: 'sig', n: kid, e: 'AQAB'}));
const someKeys = fc.uniqueArray(aKey, {minLength: 1, maxLength: 4, selector: ({kid}) => kid});
const aState = (keys: TokenState['keys'], more: Partial<TokenState> = {}): TokenState => ({
	name: 'ci-signer',
	algorithm: 'RS256',
	keys,
	...more,
});

test('a state is the same in whatever order its keys stand, and with what the service adds to them', () => {
	fc.assert(
		fc.property(someKeys, keys => {
			assert.ok(isSameState(aState(keys), aState(keys.toReversed())));
			assert.ok(isSameState(aState(keys), aState(keys.map(key => ({...key, use: 'other'})))));
			assert.ok(!isSameState(aState(keys), aState(keys.slice(1))));
			assert.ok(!isSameState(aState(keys), aState(keys.map(key => ({...key, n: 'z'})))));
			assert.ok(!isSameState(aState(keys), aState(keys, {name: 'other'})));
			assert.ok(!isSameState(aState(keys), aState(keys, {algorithm: 'RS512'})));
			assert.ok(!isSameState(aState(keys), aState(keys, {jwksUri: 'https://keys.example'})));
		}),
	);
});

test('keys that were there and are still there beside those that were sent are merged, and nothing else is', () => {
	fc.assert(
		fc.property(someKeys, someKeys, someKeys, (old, sent, found) => {
			const idsOf = (keys: TokenState['keys']) => keys.map(({kid}) => kid);
			const [before, wanted, now] = [aState(old), aState(sent), aState(found)];
			const [was, asked, is] = [idsOf(old), idsOf(sent), idsOf(found)];
			const isAll = asked.every(kid => is.includes(kid));
			const kept = is.filter(kid => !asked.includes(kid));
			const expected = isAll && kept.length > 0 && kept.every(kid => was.includes(kid));
			assert.equal(isMerged(now, {before, wanted}), expected);
		}),
	);
});

test('an address of keys that stays beside a key is merged, too', () => {
	const [key] = fc.sample(aKey, 1);
	assert.ok(key);
	const before = aState([], {jwksUri: 'https://keys.example'});
	const wanted = aState([key]);
	assert.ok(isMerged(aState([key], {jwksUri: 'https://keys.example'}), {before, wanted}));
	assert.ok(!isMerged(aState([key], {jwksUri: 'https://elsewhere.example'}), {before, wanted}));
});

test('whatever the service sends becomes a state, and what is sent back of it is whole', () => {
	fc.assert(
		fc.property(fc.anything(), raw => {
			const state = tokenState(toToken(raw));
			assert.ok(isSameState(state, state));
			const method = methodOf(state);
			assert.equal(method === undefined, state.keys.length === 0 && state.jwksUri === undefined);
		}),
	);
	const raw = {
		id: 'one',
		name: 'n',
		authenticationMethod: {
			type: 'PRIVATE_KEY',
			signingAlgorithm: 'ES256',
			publicKeyInfo: {
				jwks: {keys: [{kid: 'k', kty: 'EC', crv: 'P-256', x: 'x', y: 'y', alg: 'ES256', use: 'sig'}]},
			},
		},
	};
	assert.deepEqual(methodOf(tokenState(toToken(raw))), raw.authenticationMethod);
});
