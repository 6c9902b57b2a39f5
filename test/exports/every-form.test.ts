import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {envDialects} from '../../source/exports/env-dialects.ts';
import {exportEnvironment} from '../../source/exports/export-environment.ts';
import {exportFormats, type SecretFormat} from '../../source/exports/export-formats.ts';
import {exportJson} from '../../source/exports/export-json.ts';
import {exportKubernetes} from '../../source/exports/export-kubernetes.ts';
import type {ExportValues} from '../../source/exports/export-values.ts';
import {ok} from '../../source/result.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {readers} from './readers/readers.ts';

const write = (format: SecretFormat, values: ExportValues) => {
	if (format === 'json') return ok(exportJson(values));
	return format === 'kubernetes'
		? exportKubernetes(values, 'my-service')
		: exportEnvironment(values, envDialects[format]);
};

const isSecretForm = (format: string): format is SecretFormat => Object.hasOwn(readers, format);
// A shell is a process of its own: the test of lines gives it many values at once.
const quick = exportFormats.filter(isSecretForm).filter(format => format !== 'shell');

const odd = fc.string({
	unit: fc.constantFrom(
		'a',
		'B',
		'7',
		' ',
		'"',
		"'",
		'`',
		'\\',
		'\n',
		'\r',
		'#',
		'$',
		'{',
		'}',
		'=',
		'\u00E9',
	),
	maxLength: 10,
});
const pemOf = (notes: string, newline: string) =>
	`${notes}\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHzBJ/+==\n-----END ENCRYPTED PRIVATE KEY-----\n`.replaceAll(
		'\n',
		newline,
	);

test('names, passphrases and PEMs of any kind are read back as they were, or refused by name', () => {
	const inputs = fc.record({
		projectId: odd,
		keyId: odd,
		passphrase: odd,
		notes: odd,
		newline: fc.constantFrom('\n', '\r\n'),
		host: odd,
	});
	let carried = 0;
	fc.assert(
		fc.property(
			fc.constantFrom(...quick),
			inputs,
			(format, {projectId, keyId, passphrase, notes, newline, host}) => {
				const tokenId = 'token-1';
				const given = {
					tokenId,
					projectId,
					keyId,
					privateKey: makeSecret(pemOf(notes, newline)),
					passphrase: makeSecret(passphrase),
					hosts: {apiGatewayUrl: host, tokenEndpoint: host},
				};
				const result = write(format, given);
				if (!result.ok) {
					assert.match(result.error.message, /^(?:[A-Z]+_?)+ holds characters/u);
					assert.ok(!result.error.message.includes(passphrase.length > 3 ? passphrase : '\0'));
					return;
				}
				carried += 1;
				const found = readers[format](reveal(result.value));
				const isOneLine = ['java', 'dart', 'docker'].includes(format);
				const pem = found['PRIVATE_KEY']?.replaceAll(isOneLine ? '\\n' : '\0', '\n');
				assert.equal(pem, pemOf(notes, newline).replaceAll(/\r\n?/gu, '\n'));
				const {PROJECT_ID, TOKEN_ID, KEY_ID, PASSPHRASE, API_GATEWAY_URL} = found;
				assert.deepEqual([PROJECT_ID, TOKEN_ID, KEY_ID, PASSPHRASE], [projectId, tokenId, keyId, passphrase]);
				if (format !== 'json') assert.equal(API_GATEWAY_URL, host);
			},
		),
		{numRuns: 3000},
	);
	assert.ok(carried > 1000, `only ${carried} were carried`);
});

test('the key stays on one line where its reader wants that, and has no line break escaped elsewhere', () => {
	const values = {tokenId: 't', privateKey: makeSecret(pemOf('', '\n'))};
	for (const format of ['java', 'dart', 'docker'] as const) {
		const result = write(format, values);
		assert.ok(result.ok);
		assert.match(reveal(result.value), /^PRIVATE_KEY=.*KEY-----\\nMIIFHzBJ\/\+==\\n-----END/mu, format);
	}
});

test('a Secret has the name it is given, and nothing in clear text', () => {
	const result = exportKubernetes({tokenId: 'token-1', projectId: '1234'}, 'my-service');
	assert.ok(result.ok);
	const text = reveal(result.value);
	assert.match(
		text,
		/^apiVersion: v1\nkind: Secret\nmetadata:\n {2}name: "my-service"\ntype: Opaque\ndata:\n/u,
	);
	assert.doesNotMatch(text, /token-1/u);
});
