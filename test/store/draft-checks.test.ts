import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {
	nameProblem,
	notedWord,
	passphrasesProblem,
	plainWord,
	wordInstead,
} from '../../source/store/draft-checks.ts';

test('a name needs eight characters without the blanks around it, and may have two thousand', () => {
	assert.deepEqual(nameProblem(''), {text: 'at least 8 characters', missing: 8});
	assert.deepEqual(nameProblem('   '), {text: 'at least 8 characters', missing: 8});
	assert.deepEqual(nameProblem(' 1234567 '), {text: '1 character to go', missing: 1});
	assert.deepEqual(nameProblem('123456'), {text: '2 characters to go', missing: 2});
	assert.equal(nameProblem('12345678'), undefined);
	assert.equal(nameProblem('a'.repeat(2000)), undefined);
	assert.deepEqual(nameProblem('a'.repeat(2001)), {text: 'too long: at most 2,000 characters', missing: 0});
});

test('any passphrase that is typed twice is taken, blanks and all', () => {
	fc.assert(
		fc.property(fc.string({minLength: 1, maxLength: 200}), text => {
			fc.pre(!/[\0\r\n]/.test(text));
			assert.equal(passphrasesProblem(text, text), undefined);
			assert.match(passphrasesProblem(text, `${text} `) ?? '', /not the same/);
		}),
	);
});

test('no passphrase is taken only for the word, as it is', () => {
	assert.equal(passphrasesProblem('', plainWord), undefined);
	for (const other of ['', 'Plain', 'plain ', 'yes']) {
		assert.match(passphrasesProblem('', other) ?? '', /Type plain/);
	}
});

test('a passphrase that was made is taken once it is noted or typed, and only then', () => {
	const isMade = true;
	assert.equal(passphrasesProblem('tufi-pizi', notedWord, {isMade}), undefined);
	assert.equal(passphrasesProblem('tufi-pizi', 'tufi-pizi', {isMade}), undefined);
	for (const other of ['', 'Noted', 'noted ', 'tufi', plainWord])
		assert.match(passphrasesProblem('tufi-pizi', other, {isMade}) ?? '', /type noted/);
	assert.match(passphrasesProblem('tufi-pizi', notedWord) ?? '', /not the same/);
	assert.deepEqual(
		[wordInstead('', {isMade}), wordInstead('x', {isMade}), wordInstead('x', {isMade: false})],
		[plainWord, notedWord, undefined],
	);
});

test('a passphrase that a file or OpenSSL can not take is refused', () => {
	for (const text of ['a\nb', 'a\0', 'x'.repeat(1001)])
		assert.notEqual(passphrasesProblem(text, text), undefined);
});
