import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseEnv} from 'node:util';
import {envDialects} from '../../source/exports/env-dialects.ts';
import {exportEnvironment} from '../../source/exports/export-environment.ts';
import {exportNotes} from '../../source/exports/export-values.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const plain = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';
const sealed = plain.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE');
const values = {tokenId: 't-1', projectId: 'p-1', privateKey: makeSecret(plain)};
const written = (input: Parameters<typeof exportEnvironment>[0]) => {
	const result = exportEnvironment(input, envDialects.env);
	assert.ok(result.ok);
	return parseEnv(reveal(result.value));
};

test('the file holds the names of the official examples and nothing more', () => {
	assert.deepEqual({...written(values)}, {PROJECT_ID: 'p-1', TOKEN_ID: 't-1', PRIVATE_KEY: plain});
});

test('a key id is written only where it differs from the token id', () => {
	assert.equal(written({...values, keyId: 't-1'})['KEY_ID'], undefined);
	assert.equal(written({...values, keyId: 'k-1'})['KEY_ID'], 'k-1');
});

test('a passphrase is written only beside an encrypted key, and only when it is given', () => {
	const passphrase = makeSecret('p "quoted" \u00E9');
	assert.equal(written({...values, passphrase})['PASSPHRASE'], undefined);
	assert.equal(written({...values, privateKey: makeSecret(sealed)})['PASSPHRASE'], undefined);
	assert.equal(
		written({...values, privateKey: makeSecret(sealed), passphrase})['PASSPHRASE'],
		'p "quoted" \u00E9',
	);
});

test('the hosts are written where they are not the ones that SDKs have built in', () => {
	const hosts = {
		apiGatewayUrl: 'http://localhost:2777',
		tokenEndpoint: 'http://localhost:2777/auth/oauth2/token',
	};
	const {API_GATEWAY_URL, TOKEN_ENDPOINT} = written({...values, hosts});
	assert.deepEqual({apiGatewayUrl: API_GATEWAY_URL, tokenEndpoint: TOKEN_ENDPOINT}, hosts);
});

test('a value that the file can not carry is refused by its name, without showing it', () => {
	const passphrase = makeSecret(`"'\`#canary`);
	const result = exportEnvironment({...values, privateKey: makeSecret(sealed), passphrase}, envDialects.env);
	assert.ok(!result.ok && result.error.name === 'PASSPHRASE');
	assert.match(result.error.message, /^PASSPHRASE .*JSON/u);
	assert.doesNotMatch(JSON.stringify(result), /canary/u);
});

test('the user is told that a plain key, or a key beside its passphrase, opens the door to who reads the file', () => {
	const passphrase = makeSecret('x');
	assert.match(exportNotes(values).join(), /not encrypted/u);
	assert.match(
		exportNotes({...values, privateKey: makeSecret(sealed), passphrase}).join(),
		/as good as a plain key/u,
	);
	assert.deepEqual(exportNotes({...values, privateKey: makeSecret(sealed)}), []);
	assert.deepEqual(exportNotes({tokenId: 't-1'}), []);
});
