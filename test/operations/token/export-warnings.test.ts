import assert from 'node:assert/strict';
import {test} from 'node:test';
import {toToken} from '../../../source/api/token.ts';
import {sdkFlags} from '../../../source/exports/sdk-flags.ts';
import {makeLinkedRecord} from '../../../source/keys/key-record.ts';
import type {KeyFile} from '../../../source/keys/key-row.ts';
import {publicJwkOf} from '../../../source/keys/public-jwk.ts';
import {makePublicKey} from '../../../source/keys/public-key.ts';
import {exportWarnings} from '../../../source/operations/token/export-warnings.ts';
import {rsaKey} from '../../fixtures/rsa-key.ts';

const id = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';
const {publicKey} = rsaKey();
const jwk = publicJwkOf(publicKey);
const aToken = (signingAlgorithm: string, kid = id) =>
	toToken({
		id,
		name: 'my service',
		authenticationMethod: {signingAlgorithm, publicKeyInfo: {jwks: {keys: [{...jwk, kid}]}}},
	});
const named = {name: 'my service', now: 0};
const key = makePublicKey(jwk, 'RS256');
const inFile = (protection: KeyFile['protection']) => ({
	record: makeLinkedRecord(key, {custody: 'external', path: '/own.pem'}, named),
	file: {isExposed: false, protection},
});

test('what an export settles by itself is no warning: key id, form of the key, no passphrase beside a plain one', () => {
	for (const sdk of sdkFlags) {
		const warnings = exportWarnings(
			aToken('RS256', '0b8f7ac2-94d5-4f0e-8a39-6c7a51d0e2b4'),
			inFile('plain'),
			sdk,
		);
		const always = {python: /needs Node\.js/u, php: /keeps a project-scoped token/u};
		const expected = sdk === 'python' || sdk === 'php' ? always[sdk] : undefined;
		assert.equal(warnings.length, expected ? 1 : 0, `${sdk}: ${warnings.join()}`);
		if (expected) assert.match(warnings[0] ?? '', expected);
	}
	assert.match(
		exportWarnings(aToken('RS256'), inFile('encrypted'), 'java').join(),
		/needs Java 21 or later/u,
	);
	assert.match(exportWarnings(aToken('RS256', 'kid-1'), inFile('plain'), 'dotnet').join(), /UUID.*Rotate/u);
});

test('where no SDK is named, all of them are spoken of, and only where none can', () => {
	assert.deepEqual(exportWarnings(aToken('RS256'), inFile('plain'), undefined), []);
	assert.match(
		exportWarnings(aToken('RS512'), undefined, undefined).join(),
		/^Whether an official SDK can use/u,
	);
	assert.match(exportWarnings(aToken('ES256'), undefined, undefined).join(), /^No official SDK can use/u);
});

test('of a key in a KMS it is said that no SDK signs with it, and what does', () => {
	const record = makeLinkedRecord(key, {custody: 'kms', kms: {reference: 'aws:alias/key'}}, named);
	for (const sdk of [undefined, ...sdkFlags]) {
		assert.match(
			exportWarnings(aToken('RS256'), {record}, sdk).join(),
			/no official SDK .*TypeScript signs there/u,
		);
	}
});
