import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {sanitise} from '../../source/text/sanitise.ts';
import {anyCharacter} from '../any-character.ts';

const countGraphemes = (text: string) => [...new Intl.Segmenter().segment(text)].length;
const hostile = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

// Random code points seldom meet; a name made to do harm puts these together on purpose.
const pieces = fc.oneof(
	fc.string({unit: anyCharacter}),
	fc.string({unit: 'grapheme'}),
	fc.constantFrom(
		'\u001B[2J',
		'\u001B]0;title\u0007',
		'\u009B31m',
		'\u202E',
		'\u2066',
		'\u200D',
		'\uFE0F',
		'\u0301',
		'\u0301\u0302\u0303\u0304\u0305',
		'\u1100',
		'\u1161',
		'क्',
		'👩‍👩‍👧',
		'日本',
		'\uD800',
		'\uDC00',
		'\u{E0041}',
		'\n',
		'\t',
		'a',
	),
);
const hostileText = fc.array(pieces, {maxLength: 60}).map(parts => parts.join(''));

test('plain names come through unchanged', () => {
	for (const name of ['ci-deploy-prod', 'Überträger', '日本語のトークン', 'a b', '']) {
		assert.equal(sanitise(name), name);
	}
});

test('no character that moves a cursor, hides or turns text around comes through', () => {
	fc.assert(
		fc.property(hostileText, text => {
			assert.doesNotMatch(sanitise(text), hostile);
		}),
		{numRuns: 1000},
	);
});

test('an escape sequence is left as harmless letters', () => {
	assert.equal(sanitise('a\u001B[2Jb\u202Ec'), 'a\u{FFFD}[2Jb\u{FFFD}c');
});

test('the result has at most the asked number of graphemes', () => {
	fc.assert(
		fc.property(hostileText, fc.integer({min: 1, max: 400}), (text, graphemes) => {
			assert.ok(countGraphemes(sanitise(text, {graphemes})) <= graphemes);
		}),
	);
	assert.equal(countGraphemes(sanitise('日'.repeat(500))), 120);
});

test('sanitising twice is the same as once', () => {
	fc.assert(
		fc.property(hostileText, fc.integer({min: 1, max: 2000}), (text, graphemes) => {
			const once = sanitise(text, {graphemes});
			assert.equal(sanitise(once, {graphemes}), once);
		}),
		{numRuns: 1000},
	);
});

test('the result is composed and well-formed', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const clean = sanitise(text);
			assert.equal(clean, clean.normalize('NFC'));
			assert.doesNotMatch(clean, /\p{Cs}/u);
		}),
	);
});

test('at most three marks stay on a letter', () => {
	assert.equal(sanitise(`a${'\u0332'.repeat(50)}b`), `a${'\u0332'.repeat(3)}b`);
});

test('a letter that grows without end as one grapheme is cut too', () => {
	assert.ok([...sanitise('\u1100'.repeat(4000))].length <= 480);
});

test('the length of the answer does not grow with the length of what was sent', () => {
	for (const letter of ['a', 'é', '\u0301', '👩‍👩‍👧', '\u001B']) {
		assert.ok(sanitise(letter.repeat(100_000)).length <= 960);
	}
});

test('a name of 100,000 letters takes no longer than one of 5,000', () => {
	const time = (text: string) => {
		const start = performance.now();
		for (let round = 0; round < 50; round++) {
			sanitise(text);
		}
		return performance.now() - start;
	};
	time('ä'.repeat(5000));
	const short = time('ä'.repeat(5000));
	const long = time('ä'.repeat(100_000));
	assert.ok(long < short * 10, `${long} ms against ${short} ms`);
});
