import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {scrolled} from '../../source/components/scrolled.ts';

const page = (count: number) => Array.from({length: count}, (_, at) => ({text: `line ${at + 1}`}));
const texts = (count: number, first: number, rows: number) =>
	scrolled(page(count), first, rows).lines.map(({text}) => text);

test('a page that fits is seen whole, with no word about where', () => {
	assert.deepEqual(scrolled(page(3), 2, 3), {lines: page(3), first: 0, position: ''});
});

test('a taller page is seen from a line on, with one line left to say where that is', () => {
	assert.deepEqual(texts(40, 0, 4), ['line 1', 'line 2', 'line 3']);
	assert.equal(scrolled(page(40), 0, 19).position, '1-18 of 40');
	assert.equal(scrolled(page(40), 5, 19).position, '6-23 of 40');
	assert.deepEqual(texts(40, 100, 4), ['line 38', 'line 39', 'line 40']);
	assert.equal(scrolled(page(1500), 1490, 6).position, '1,491-1,495 of 1,500');
});

test('whatever is asked for, the room is filled and never more than that', () => {
	fc.assert(
		fc.property(fc.nat(200), fc.integer(), fc.integer({min: 2, max: 60}), (count, first, rows) => {
			const {lines, position} = scrolled(page(count), first, rows);
			const taken = lines.length + (position === '' ? 0 : 1);
			assert.equal(taken, Math.min(count, rows));
		}),
	);
});
