import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import * as v from 'valibot';
import {looksLikeKey} from '../../source/keys/looks-like-key.ts';
import {noteProblem} from '../../source/keys/note-problem.ts';
import {pastedText} from '../../source/text/pasted-text.ts';

const read = (file: string) => readFileSync(`test/keys/vectors/${file}`);
const Table = v.object({vectors: v.array(v.object({file: v.string()}))});
const {vectors} = v.parse(Table, JSON.parse(read('table.json').toString()));
const texts = vectors
	.map(({file}) => ({file, text: read(file).toString('utf8')}))
	.filter(({file, text}) => !/[\uFFFD\0]/u.test(text) && !/base64|one-line/u.test(file));

test('every key file that is text with a mark of its own is told as a key, as it is pasted', () => {
	assert.ok(texts.length > 100, `${texts.length} texts`);
	for (const {file, text} of texts) assert.ok(looksLikeKey(pastedText(text)), file);
	assert.ok(looksLikeKey('{"kty": "EC", "crv": "P-256"}'));
	assert.ok(looksLikeKey('{\n\t"keys": [{"kty":"RSA"}]\n}'));
});

test('names, paths and passphrases are no keys', () => {
	for (const text of [
		'ci-deploy-prod',
		'ssh-rsa',
		'ssh-rsa of the build server',
		'~/.ssh/id_rsa.pub',
		'-----',
		'-----BEGIN',
		'begin public key',
		'kty',
		'correct horse battery staple',
	])
		assert.equal(looksLikeKey(text), false, text);
});

test('a key that is pasted as the note of another one is not kept', () => {
	for (const text of ['-----BEGIN PRIVATE KEY----- MC4C -----END PRIVATE KEY-----', '{"kty":"EC","d":"x"}'])
		assert.match(noteProblem(text) ?? '', /nothing of it was kept/u);
	assert.equal(noteProblem('Deploys; ask Ada'), undefined);
});
