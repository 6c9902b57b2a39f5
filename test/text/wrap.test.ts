import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cells} from '../../source/text/cells.ts';
import {wrap} from '../../source/text/wrap.ts';

test('a text is broken between words, and a word that is too long for any line within itself', () => {
	assert.deepEqual(wrap('can read wallets', 9), ['can read', 'wallets']);
	assert.deepEqual(wrap('id 4d1f0c7e-7d1a', 8), ['id', '4d1f0c7e', '-7d1a']);
	assert.deepEqual(wrap('', 5), ['']);
	assert.deepEqual(wrap('日本語', 4), ['日本', '語']);
});

test('nothing is lost, and no line is wider than it may be', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 200}),
			fc.integer({min: 2, max: 60}),
			(text, columns) => {
				const lines = wrap(text, columns);
				assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
				for (const line of lines) assert.ok(cells(line) <= columns, JSON.stringify(line));
			},
		),
	);
});
