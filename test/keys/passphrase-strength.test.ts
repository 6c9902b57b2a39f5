import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {passphraseStrength} from '../../source/keys/passphrase-strength.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {anyCharacter} from '../any-character.ts';

const wordFor = (text: string, name = 'ci-deploy-prod') => passphraseStrength(makeSecret(text), name).word;

test('fewer than eight characters are too short, whatever they are', () => {
	for (const text of ['', 'a', 'Xq7!zP2', '漢字漢字']) assert.equal(wordFor(text), 'too short');
});

test('repeats, rows of keys, counting, well-known words and the name of the token are weak', () => {
	for (const text of [
		'aaaaaaaaaaaaaaaa',
		'abcabcabcabcabcabc',
		'abcdefghijklmnop',
		'1234567890123',
		'qwertyuiopasdfghjkl',
		'Password123',
		'ci-deploy-prod',
		'deploy prod deploy prod',
	])
		assert.equal(wordFor(text), 'weak', text);
});

test('more unexpected words are stronger', () => {
	assert.equal(wordFor('horse staple'), 'weak');
	assert.equal(wordFor('correct horse battery staple'), 'fair');
	assert.equal(wordFor('correct horse battery staple lantern'), 'strong');
	assert.equal(wordFor('correct horse battery staple lantern ribbon'), 'very strong');
	assert.equal(wordFor('xK4#vw9!Rb2$mZ7q'), 'very strong');
});

test('whoever is told that a passphrase is not strong is told what would help', () => {
	fc.assert(
		fc.property(fc.string({unit: anyCharacter, maxLength: 1000}), fc.string(), (text, name) => {
			const {word, help} = passphraseStrength(makeSecret(text), name);
			assert.equal(help === undefined, word === 'strong' || word === 'very strong');
		}),
	);
});
