import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cells} from '../../source/text/cells.ts';
import {viewLine} from '../../source/text/line-view.ts';

const boundariesOf = (value: string) => [
	...[...new Intl.Segmenter().segment(value)].map(({index}) => index),
	value.length,
];

test('a line that fits is drawn whole', () => {
	assert.deepEqual(viewLine('abc', 1, 10), {before: 'a', under: 'b', after: 'c'});
	assert.deepEqual(viewLine('abc', 3, 4), {before: 'abc', under: ' ', after: ''});
});

test('of a longer line the part around the cursor is drawn', () => {
	assert.deepEqual(viewLine('abcdefghij', 10, 6), {before: 'fghij', under: ' ', after: ''});
	assert.deepEqual(viewLine('abcdefghij', 0, 6), {before: '', under: 'a', after: 'bcdef'});
	assert.deepEqual(viewLine('abcdefghij', 5, 6), {before: 'cde', under: 'f', after: 'gh'});
});

test('what is drawn never takes more than its cells, and the cursor is always there', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme'}),
			fc.nat(),
			fc.integer({min: 3, max: 20}),
			(value, place, width) => {
				const boundaries = boundariesOf(value);
				const view = viewLine(value, boundaries[place % boundaries.length] ?? 0, width);
				const drawn = cells(view.before) + cells(view.under) + cells(view.after);
				assert.ok(drawn <= width, `${drawn} cells in ${width}`);
				assert.notEqual(view.under, '');
			},
		),
		{numRuns: 1000},
	);
});

test('without a width the whole line is drawn', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme-ascii'}), value => {
			const {before, under, after} = viewLine(value, value.length);
			assert.equal(before + under + after, `${value} `);
		}),
	);
});

test('a character that turns text around is not drawn', () => {
	assert.deepEqual(viewLine('a\u202Eb', 0), {before: '', under: 'a', after: '\u{FFFD}b'});
});

test('an emoji of several people stays one', () => {
	assert.equal(viewLine('👩‍👩‍👧', 0).under, '👩‍👩‍👧');
});

test('a cursor inside a character is drawn on that character', () => {
	assert.deepEqual(viewLine('xe\u0301y', 2), {before: 'x', under: 'é', after: 'y'});
});
