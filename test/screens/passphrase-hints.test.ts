import assert from 'node:assert/strict';
import {test} from 'node:test';
import {passphraseHints} from '../../source/screens/passphrase-hints.ts';

test('nothing is said about a passphrase before any of it was typed', () => {
	assert.deepEqual(passphraseHints('', '', 'ci-deploy-prod'), {first: undefined, second: undefined});
	assert.deepEqual(passphraseHints('', 'plain', 'ci-deploy-prod'), {first: undefined, second: undefined});
});

test('a passphrase is weighed without the words of the name, and its repetition is confirmed once it is whole', () => {
	const phrase = 'ci-deploy-prod deploy';
	assert.deepEqual(passphraseHints(phrase, phrase.slice(1), 'ci-deploy-prod'), {
		first: {tone: 'hint', text: 'weak'},
		second: undefined,
		below:
			'It is used as you type it: blanks count. Known words, repeats, rows of keys and the name of the token count little.',
	});
	const strong = 'Violet 7 barometers, unsung otters';
	assert.deepEqual(passphraseHints(strong, strong, 'ci-deploy-prod'), {
		first: {tone: 'ok', text: 'very strong'},
		second: {tone: 'ok', text: 'the same'},
		below: 'It is used as you type it: blanks count.',
	});
});
