import assert from 'node:assert/strict';
import {createPublicKey} from 'node:crypto';
import {test} from 'node:test';
import {inspect} from 'node:util';
import {jwtVerify} from 'jose';
import {Algorithm} from '../../source/keys/algorithms.ts';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {makeKeyPair} from '../../source/keys/key-pair.ts';
import {localSigningKey} from '../../source/keys/local-signing-key.ts';
import {type AssertionInput, signAssertion} from '../../source/keys/sign-assertion.ts';
import {fail, ok} from '../../source/result.ts';
import {reveal} from '../../source/text/secret.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const generator = makeKeyGenerator();
const rsa = makeKeyPair(rsaKey().privateKey, 'RS256');
const keys = {
	RS256: rsa,
	RS512: rsa,
	ES256: await generator.generate('ES256'),
	ES512: await generator.generate('ES512'),
};
const now = 1_800_000_000_999;
const audience = 'http://localhost:2777/auth/oauth2/token';
const random = {uuid: () => '6f1c0c57-0f4c-4b35-8f0b-4d0f2a9e6a11'};
const input = (algorithm: Algorithm) => ({
	signingKey: localSigningKey(keys[algorithm].privateKey),
	algorithm,
	tokenId: 'token-1',
	audience,
	now,
	random,
});

const assertionOf = async (asked: AssertionInput) => {
	const assertion = await signAssertion(asked);
	assert.ok(assertion.ok, JSON.stringify(assertion));
	return assertion.value;
};

for (const algorithm of Algorithm.options) {
	test(`an ${algorithm} assertion verifies with the public key and carries the claims that are shown`, async () => {
		const assertion = await assertionOf({...input(algorithm), keyId: 'key-1'});
		const publicKey = createPublicKey({key: keys[algorithm].publicJwk, format: 'jwk'});
		const {payload, protectedHeader} = await jwtVerify(reveal(assertion.jwt), publicKey, {
			algorithms: [algorithm],
			audience,
			currentDate: new Date(now),
		});
		assert.deepEqual(payload, assertion.claims);
		assert.deepEqual(protectedHeader, assertion.header);
		assert.deepEqual(assertion.header, {alg: algorithm, typ: 'JWT', kid: 'key-1'});
	});
}

test('the claims are those of the token, once, for five minutes', async () => {
	const {claims} = await assertionOf(input('ES256'));
	const jti = random.uuid();
	const expected = {
		iss: 'token-1',
		sub: 'token-1',
		aud: audience,
		jti,
		iat: 1_800_000_000,
		exp: 1_800_000_300,
	};
	assert.deepEqual(claims, expected);
});

test('without a key id the header has no kid at all', async () => {
	assert.deepEqual((await assertionOf(input('ES256'))).header, {alg: 'ES256', typ: 'JWT'});
});

test('the signature does not show when an assertion is printed', async () => {
	const assertion = await assertionOf(input('ES256'));
	const [, , signature = ''] = reveal(assertion.jwt).split('.');
	assert.ok(signature.length > 80);
	assert.ok(!inspect(assertion, {depth: 9, showHidden: true}).includes(signature));
	assert.ok(!JSON.stringify(assertion).includes(signature));
});

test("an algorithm that is not the key's is said, and nothing is signed", async () => {
	const {signingKey} = input('ES256');
	const sign = async () => assert.fail('asked to sign');
	const made = await signAssertion({...input('RS256'), signingKey: {...signingKey, sign}});
	assert.ok(!made.ok && made.error.kind === 'does-not-fit');
	assert.match(made.error.message, /RS256 does not fit an EC key on P-256/);
});

test('a signature that is not one of the key never leaves, whatever whoever signs answers', async () => {
	const {signingKey} = input('ES256');
	const {signingKey: stranger} = input('ES512');
	const answers = [
		async () => ok(new Uint8Array()),
		async () => ok(new Uint8Array(64)),
		async () => ok(new Uint8Array(2_097_152).fill(7)),
		async () => stranger.sign(Buffer.from('x'), 'ES512'),
		async () => signingKey.sign(Buffer.from('something else'), 'ES256'),
	];
	for (const sign of answers) {
		const made = await signAssertion({...input('ES256'), signingKey: {...signingKey, sign}});
		assert.equal(made.ok ? 'ok' : made.error.kind, 'wrong-signature');
	}
});

test('what keeps a key from signing is handed on as it is', async () => {
	const error = {kind: 'not-signed-in', message: 'Not signed in.', remedy: 'Sign in.'} as const;
	const {signingKey} = input('ES256');
	const made = await signAssertion({
		...input('ES256'),
		signingKey: {...signingKey, sign: async () => fail(error)},
	});
	assert.deepEqual(made, fail(error));
});
