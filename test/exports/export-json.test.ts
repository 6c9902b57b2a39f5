import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exportJson} from '../../source/exports/export-json.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const sealed = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----\n';
const parsed = (values: Parameters<typeof exportJson>[0]) => JSON.parse(reveal(exportJson(values)));

test('the object has the words of the official hand-over, and none that is not known', () => {
	const passphrase = '\u202Ep "\u2028';
	const values = {
		tokenId: 't',
		keyId: 'k',
		projectId: 'p',
		privateKey: makeSecret(sealed),
		passphrase: makeSecret(passphrase),
	};
	assert.deepEqual(parsed(values), {
		tokenId: 't',
		keyId: 'k',
		projectId: 'p',
		privateKey: sealed,
		passphrase,
	});
	assert.deepEqual(parsed({tokenId: 't', keyId: 't'}), {tokenId: 't'});
});

test('no control, format or line-separating character stands in the text itself', () => {
	const text = reveal(exportJson({tokenId: '\u001B[2J\u202E\u2028\u0085', privateKey: makeSecret(sealed)}));
	assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
