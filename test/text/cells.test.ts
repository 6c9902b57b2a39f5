import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import fastStringWidth from 'fast-string-width';
import {asciiSigns, unicodeSigns} from '../../source/terminal/signs.ts';
import {cells} from '../../source/text/cells.ts';
import {anyCharacter} from '../any-character.ts';

test('wide characters take two cells, marks none, letters and lines one', () => {
	assert.equal(cells('abc'), 3);
	assert.equal(cells('日本'), 4);
	assert.equal(cells('e\u0301'), 1);
	assert.equal(cells('가'.normalize('NFD')), 2);
	assert.equal(cells('👩‍👩‍👧'), 2);
	assert.equal(cells('┌─┐'), 3);
	assert.equal(cells(''), 0);
});

test('the quick way for plain text counts what the package counts', () => {
	fc.assert(
		fc.property(fc.string({unit: anyCharacter, maxLength: 30}), text => {
			assert.equal(cells(text), fastStringWidth(text.normalize('NFC')));
		}),
		{numRuns: 2000},
	);
	fc.assert(
		fc.property(
			fc.string({unit: fc.integer({min: 0x20, max: 0x2ff}).map(code => String.fromCharCode(code))}),
			text => {
				assert.equal(cells(text), fastStringWidth(text));
			},
		),
	);
});

test('every sign takes one cell, but for the ellipsis in ASCII', () => {
	for (const signs of [unicodeSigns, asciiSigns]) {
		const {ellipsis: _, corners, spinner, border: __, ...single} = signs;
		for (const sign of [...Object.values(single), ...corners, ...spinner]) {
			assert.equal(cells(sign), 1, sign);
		}
	}
});
