import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {slugOf} from '../../source/keys/slug.ts';
import {anyCharacter} from '../any-character.ts';

test('a plain name keeps its letters, lower case, dashes between the words', () => {
	assert.equal(slugOf('CI deploy (Prod)'), 'ci-deploy-prod');
	assert.equal(slugOf('\u00DCber caf\u00E9'), 'uber-cafe');
});

test('a name without any usable letter is called key', () => {
	assert.deepEqual(
		['', '../..', '\u65E5\u672C', '\u202E\u001B[31m'.slice(0, 1)].map(slugOf),
		Array(4).fill('key'),
	);
});

test('a reserved device name is never the whole slug', () => {
	assert.deepEqual(['CON', 'lpt1', 'nul.', 'Com9'].map(slugOf), [
		'key-con',
		'key-lpt1',
		'key-nul',
		'key-com9',
	]);
});

test('a name of a million letters is cut at once', () => {
	assert.equal(slugOf('x'.repeat(1_000_000)), 'x'.repeat(40));
});

test('any name at all gives 1 to 40 letters, digits and dashes, dashes neither first nor last', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({unit: anyCharacter, maxLength: 80}), fc.string({unit: 'grapheme', maxLength: 80})),
			name => {
				const slug = slugOf(name);
				assert.match(slug, /^[a-z\d](?:[a-z\d-]*[a-z\d])?$/u);
				assert.ok(slug.length <= 40);
			},
		),
	);
});
