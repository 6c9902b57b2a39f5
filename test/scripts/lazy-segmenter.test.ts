import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {LazySegmenter} from '../../scripts/shims/lazy-segmenter.mjs';

// Taken apart: the bundler puts ours in the place of every mention.
const {Segmenter} = Intl;

const piece = fc.constantFrom(
	...['a', ' ', 'é', 'Ω', '…', '─', '▸', '✓', '⠋', '↔', '◾', '▪', '©'],
	...[
		'\u0301',
		'\u200D',
		'\uFE0F',
		'\u20E3',
		'漢',
		'👍🏽',
		'👨‍👩‍👧',
		'🇩🇪',
		'\r',
		'\n',
		'\u001B',
		'각',
		'ᄀ',
		'ᅡ',
	],
);
const options = fc.constantFrom(
	undefined,
	{granularity: 'grapheme'},
	{granularity: 'word'},
	{granularity: 'sentence'},
);

test('any text has the segments that Intl.Segmenter finds', () => {
	fc.assert(
		fc.property(
			fc.array(piece, {maxLength: 8}),
			options,
			fc.integer({min: 0, max: 9}),
			(pieces, given, index) => {
				const text = pieces.join('');
				const ours = new LazySegmenter('en', given).segment(text);
				const theirs = new Segmenter('en', given as Intl.SegmenterOptions | undefined).segment(text);
				assert.deepEqual([...ours], [...theirs]);
				assert.deepEqual(ours.containing(index), theirs.containing(index));
			},
		),
		{numRuns: 1000},
	);
});
