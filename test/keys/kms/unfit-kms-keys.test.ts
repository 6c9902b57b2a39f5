import assert from 'node:assert/strict';
import {generateKeyPairSync, type KeyObject} from 'node:crypto';
import {test} from 'node:test';
import {awsPublicKey} from '../../../source/keys/kms/aws-kms.ts';
import {azurePublicKey} from '../../../source/keys/kms/azure-kms.ts';
import {googlePublicKey} from '../../../source/keys/kms/google-kms.ts';
import type {KmsTask} from '../../../source/keys/kms/kms-tool.ts';
import {ok} from '../../../source/result.ts';
import {rsaKey} from '../../fixtures/rsa-key.ts';

const rsa = rsaKey().publicKey;
const small = generateKeyPairSync('rsa', {modulusLength: 1024}).publicKey;
const p256 = generateKeyPairSync('ec', {namedCurve: 'P-256'}).publicKey;
const p384 = generateKeyPairSync('ec', {namedCurve: 'P-384'}).publicKey;
const der = (key: KeyObject) => key.export({format: 'der', type: 'spki'}).toString('base64');
const pem = (key: KeyObject) => key.export({format: 'pem', type: 'spki'}).toString();

/** A tool that answers one thing to a run whose arguments hold the first text, and the other to the rest. */
const answering = (word: string, answer: string, otherwise = ''): KmsTask => ({
	folder: '/nowhere',
	run: async args => ok(Buffer.from(args.includes(word) ? answer : otherwise)),
});

const refusal = (result: Awaited<ReturnType<typeof awsPublicKey>>) => {
	assert.ok(!result.ok, JSON.stringify(result));
	return result.error;
};

const pkcs1 = ['RSASSA_PKCS1_V1_5_SHA_256'];
for (const [what, answer, words] of [
	['on P-384', {PublicKey: der(p384), SigningAlgorithms: ['ECDSA_SHA_384']}, /P-384/u],
	['of 1024 bits', {PublicKey: der(small), SigningAlgorithms: pkcs1}, /1024|2048/u],
	['for PSS alone', {PublicKey: der(rsa), SigningAlgorithms: ['RSASSA_PSS_SHA_256']}, /RSASSA-PSS/u],
	['for encryption', {PublicKey: der(rsa), KeyUsage: 'ENCRYPT_DECRYPT'}, /ENCRYPT_DECRYPT/u],
] as const) {
	test(`AWS KMS: a key ${what} is refused by what it is`, async () => {
		const task = answering('get-public-key', JSON.stringify(answer));
		const {kind, message} = refusal(await awsPublicKey({cloud: 'aws', keyId: 'alias/a'}, undefined, task));
		assert.equal(kind, 'wrong-key');
		assert.match(message, words);
	});
}

const google = {
	cloud: 'gcp',
	project: 'a-project',
	location: 'global',
	keyRing: 'r',
	key: 'k',
	version: '1',
} as const;
for (const [key, algorithm, state, words] of [
	[rsa, 'RSA_SIGN_PSS_2048_SHA256', 'ENABLED', /RSA_SIGN_PSS_2048_SHA256/u],
	[rsa, 'RSA_SIGN_RAW_PKCS1_2048', 'ENABLED', /RSA_SIGN_RAW_PKCS1_2048/u],
	[rsa, 'RSA_DECRYPT_OAEP_2048_SHA256', 'ENABLED', /RSA_DECRYPT/u],
	[p384, 'EC_SIGN_P384_SHA384', 'ENABLED', /P384/u],
	[p384, 'EC_SIGN_P256_SHA256', 'ENABLED', /P-384/u],
	[p256, 'RSA_SIGN_PKCS1_2048_SHA256', 'ENABLED', /another kind/u],
	[rsa, 'RSA_SIGN_PKCS1_2048_SHA256', 'DESTROYED', /not enabled \(DESTROYED\)/u],
] as const) {
	test(`Google Cloud KMS: ${algorithm}, ${state}, ${key.asymmetricKeyType} is refused by what it is`, async () => {
		const task = answering('describe', JSON.stringify({algorithm, state}), pem(key));
		const {kind, message} = refusal(await googlePublicKey(google, undefined, task));
		assert.equal(kind, 'wrong-key');
		assert.match(message, words);
	});
}

test('Google Cloud KMS: a version signs with its own hash alone', async () => {
	const task = answering('describe', '{"algorithm": "RSA_SIGN_PKCS1_4096_SHA512"}', pem(rsa));
	const found = await googlePublicKey(google, undefined, task);
	assert.deepEqual(found.ok && found.value.algorithms, ['RS512']);
});

const {kty, ...numbers} = rsa.export({format: 'jwk'});
for (const [what, answer, words] of [
	[
		'without the right to sign',
		{key: {kty, ...numbers, keyOps: ['wrapKey', 'verify']}},
		/not allowed to sign/u,
	],
	['that is disabled', {attributes: {enabled: false}, key: {kty, ...numbers, keyOps: ['sign']}}, /disabled/u],
	['with a number in hexadecimal', {key: {kty, e: 'AQAB', n: 'ab'.repeat(256)}}, /hexadecimal/u],
	['that is a shared secret', {key: {kty: 'oct-HSM', keyOps: ['sign']}}, /another kind|secret/u],
] as const) {
	test(`Azure Key Vault: a key ${what} is refused`, async () => {
		const task = answering('show', JSON.stringify(answer));
		const reference = {cloud: 'azure', vault: 'a-vault.vault.azure.net', name: 'k'} as const;
		const {message} = refusal(await azurePublicKey(reference, undefined, task));
		assert.match(message, words);
	});
}
