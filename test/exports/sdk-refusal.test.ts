import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type SdkHand, sdkKid, sdkRefusal} from '../../source/exports/sdk-refusal.ts';
import {sdks} from '../../source/exports/sdks.ts';

const tokenId = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';
const otherId = '0b8f7ac2-94d5-4f0e-8a39-6c7a51d0e2b4';
const aHand = (change: Partial<SdkHand> = {}): SdkHand => ({
	tokenId,
	size: {type: 'RSA', bits: 4096},
	isEncrypted: true,
	hasPassphrase: true,
	...change,
});

/** The SDKs that refuse, by their ids. */
const refusing = (change: Partial<SdkHand>) =>
	sdks.flatMap(sdk => (sdkRefusal(sdk, aHand(change)) ? [sdk.id] : []));
const all = sdks.map(({id}) => id);

for (const [what, change, who] of [
	['an encrypted RSA key with its passphrase', {}, []],
	['an EC key', {size: {type: 'EC', curve: 'P-256'}}, all],
	['a key in a KMS', {form: 'kms'}, all],
	['an RSA key of 1024 bits', {size: {type: 'RSA', bits: 1024}}, ['typescript', 'python', 'java']],
	['a key that can not be read', {size: undefined}, []],
	['a key id that is no UUID', {keyId: 'my-key'}, ['dotnet']],
	['a key id that is one', {keyId: otherId}, []],
	['a token id that is no UUID', {tokenId: 'my-token'}, ['dotnet']],
	['a project id that is no UUID', {projectId: 'my-project'}, ['dotnet']],
	['a passphrase beside a plain key', {isEncrypted: false}, ['java', 'dart', 'dotnet']],
	['a plain key alone', {isEncrypted: false, hasPassphrase: false}, []],
	['PKCS#1', {form: 'pkcs1'}, ['java']],
	['the old encrypted form', {form: 'encrypted-legacy'}, ['java', 'dart', 'dotnet']],
] as const satisfies readonly (readonly [string, Partial<SdkHand>, readonly string[]])[]) {
	test(`${what} is refused by ${who.join(', ') || 'none'}`, () => {
		assert.deepEqual(refusing(change), who);
	});
}

test('each refusal names the SDK and says what helps', () => {
	for (const sdk of sdks) {
		const refusal = sdkRefusal(sdk, aHand({size: {type: 'EC', curve: 'P-521'}}));
		assert.ok(refusal);
		assert.ok(refusal.message.includes(sdk.name));
		assert.match(refusal.remedy, /rotate-key/);
	}
});

test('the key id that is sent: the one that is given or the token id, only one that is given, or none', () => {
	const kids = (keyId: string | undefined) =>
		Object.fromEntries(sdks.map(sdk => [sdk.id, sdkKid(sdk, {tokenId, keyId})]));
	assert.deepEqual(kids(undefined), {
		typescript: tokenId,
		python: tokenId,
		java: undefined,
		dart: undefined,
		php: tokenId,
		dotnet: tokenId,
	});
	assert.deepEqual(kids(otherId), {
		typescript: otherId,
		python: otherId,
		java: undefined,
		dart: otherId,
		php: otherId,
		dotnet: otherId,
	});
});
