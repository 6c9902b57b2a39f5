import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {recordOf, TokenPage, TokenReply, toToken} from '../../source/api/token.ts';

const ecKey = {kid: 'k', kty: 'EC', alg: 'ES256', use: 'sig', crv: 'P-256', x: 'eA', y: 'eQ'};
const record = {
	id: 't-1',
	ari: 'ari:iam:::token/t-1',
	ownerAri: 'ari:iam:::user/u-1',
	name: 'ci-signer',
	authenticationMethod: {
		type: 'PRIVATE_KEY',
		signingAlgorithm: 'ES256',
		publicKeyInfo: {jwks: {keys: [ecKey]}},
	},
	scopes: ['openid'],
};
const withInfo = (publicKeyInfo: unknown) => ({
	...record,
	authenticationMethod: {...record.authenticationMethod, publicKeyInfo},
});

test('a record as the contract has it is a token without a problem, and is kept as it came', () => {
	assert.deepEqual(toToken(record), {
		id: 't-1',
		name: 'ci-signer',
		ari: 'ari:iam:::token/t-1',
		ownerAri: 'ari:iam:::user/u-1',
		algorithm: 'ES256',
		keys: [ecKey],
		jwksUri: '',
		scopes: ['openid'],
	});
	assert.deepEqual(recordOf(toToken(record)), record);
});

for (const [what, odd, problem] of [
	['an EC key without coordinates', withInfo({jwks: {keys: [{...ecKey, x: undefined}]}}), /EC key/],
	['keys at an address of their own', withInfo({jwksUri: 'https://keys.example/jwks'}), /jwksUri/],
	['no key', withInfo({jwks: {keys: []}}), /No public key/],
	['no authentication method', {...record, authenticationMethod: undefined}, /No public key/],
	['no name', {...record, name: null}, /no name/],
	['no id', {...record, id: undefined}, /without an id/],
	['a number in its place', 5, /without an id/],
	['null in its place', null, /without an id/],
] as const) {
	test(`a record with ${what} is a row that says so`, () => {
		const token = toToken(odd);
		assert.match(token.problem ?? '', problem);
		assert.deepEqual(recordOf(token), odd);
	});
}

test('whatever records a page holds, each is a row, in its place', () => {
	const odd = fc.oneof(fc.jsonValue(), fc.constant(record), fc.jsonValue().map(withInfo));
	fc.assert(
		fc.property(fc.array(odd, {maxLength: 20}), records => {
			const parsed = v.safeParse(TokenPage, {tokens: records, lastEvaluatedKey: 'next'});
			assert.equal(parsed.success, true);
			assert.deepEqual(parsed.output.records.map(recordOf), records);
			for (const token of parsed.output.records) {
				assert.equal(typeof token.id + typeof token.name + typeof token.algorithm, 'stringstringstring');
				assert.ok(token.keys.every(key => typeof key === 'object'));
			}
		}),
		{numRuns: 500},
	);
});

test('the last page is known by a key that is missing, null or empty', () => {
	for (const key of [{}, {lastEvaluatedKey: null}, {lastEvaluatedKey: ''}]) {
		assert.equal(v.parse(TokenPage, {tokens: [], ...key}).next, undefined);
	}
	assert.equal(v.parse(TokenPage, {tokens: [], lastEvaluatedKey: 'k'}).next, 'k');
});

test('a reply that should be one token and has no id is not one', () => {
	for (const body of [{}, {id: ''}, {id: 5}, [], 'x', null, {...record, id: undefined}]) {
		assert.equal(v.safeParse(TokenReply, body).success, false, JSON.stringify(body));
	}
	assert.equal(v.parse(TokenReply, record).id, 't-1');
});
