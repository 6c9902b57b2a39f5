import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cells} from '../../source/text/cells.ts';
import {fitTo, truncate, truncateStart} from '../../source/text/fit-to.ts';
import {sanitise} from '../../source/text/sanitise.ts';

const names = fc.string({unit: 'grapheme', maxLength: 40}).map(text => sanitise(text));

test('a text that fits is left alone', () => {
	assert.equal(truncate('abc', 3), 'abc');
});

test('what is left out is shown by the ellipsis', () => {
	assert.equal(truncate('abcdef', 4), 'abc…');
	assert.equal(truncate('abcdef', 4, '...'), 'a...');
});

test('a text can be cut at its start', () => {
	assert.equal(truncateStart('abc', 3), 'abc');
	assert.equal(truncateStart('abcdef', 4), '…def');
	assert.equal(truncateStart('abcdef', 4, '...'), '...f');
	assert.equal(truncateStart('日本語', 4), '…語');
	fc.assert(
		fc.property(names, fc.integer({min: 0, max: 30}), (text, columns) => {
			const cut = truncateStart(text, columns);
			assert.ok(cells(cut) <= columns);
			assert.ok(text.endsWith(cut.replace(/^…/, '')));
		}),
	);
});

test('a wide character is never cut in half', () => {
	assert.equal(truncate('日本語', 4), '日…');
	assert.equal(fitTo('日本語', 4), '日… ');
});

test('a text is padded on the side that its alignment says', () => {
	assert.equal(fitTo('ab', 4), 'ab  ');
	assert.equal(fitTo('ab', 4, {align: 'right'}), '  ab');
});

test('a fitted text takes exactly its cells, whatever it holds', () => {
	fc.assert(
		fc.property(
			names,
			fc.integer({min: 0, max: 30}),
			fc.constantFrom('…', '...'),
			(text, columns, ellipsis) => {
				assert.equal(cells(fitTo(text, columns, {ellipsis})), columns);
			},
		),
	);
});
