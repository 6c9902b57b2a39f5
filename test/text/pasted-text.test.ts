import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {oneLine, pastedText} from '../../source/text/pasted-text.ts';
import {anyCharacter} from '../any-character.ts';

test('escape sequences go whole, not only their first byte', () => {
	assert.equal(
		pastedText('a\u001B[31mb\u001B[0m\u001B]0;title\u0007c\u001BOPd\u001BP1$q\u001B\\e'),
		'abcPde',
	);
});

test('no control character but the line feed is left', () => {
	fc.assert(
		fc.property(fc.string({unit: anyCharacter, maxLength: 50}), raw => {
			assert.doesNotMatch(pastedText(raw), /(?!\n)\p{Cc}/u);
		}),
		{numRuns: 2000},
	);
});

test('line breaks at the ends go, blanks stay, for a passphrase is taken as given', () => {
	assert.equal(pastedText('\r\n  two  words \r\n'), '  two  words ');
});

test('for one line each run of line breaks becomes a blank', () => {
	assert.equal(oneLine(pastedText('a\r\nb\n\nc\rd\te')), 'a b c d e');
});

test('letters of every script come through as they are', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme'}), raw => {
			const printable = raw.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '');
			assert.equal(pastedText(printable), printable);
		}),
	);
});

test('a giant paste is cut', () => {
	assert.equal(pastedText('x'.repeat(1_000_000)).length, 100_000);
});
