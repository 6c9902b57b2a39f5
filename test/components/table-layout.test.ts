import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {firstVisible, layOut} from '../../source/components/table-layout.ts';

test('fixed columns get their width and the rest is shared', () => {
	assert.deepEqual(layOut(40, [{width: 2}, {flex: 2, minWidth: 6}, {flex: 1, minWidth: 6}]), [2, 20, 13]);
});

test('where there is too little room columns leave, those with the highest drop first', () => {
	const columns = [
		{flex: 1, minWidth: 10},
		{width: 10, drop: 1},
		{width: 10, drop: 2},
	];
	assert.deepEqual(layOut(34, columns), [10, 10, 10]);
	assert.deepEqual(layOut(33, columns), [21, 10, 0]);
	assert.deepEqual(layOut(20, columns), [20, 0, 0]);
});

test('the columns and the blanks between them never take more than there is', () => {
	const column = fc.oneof(
		fc.record({width: fc.integer({min: 1, max: 20}), drop: fc.integer({min: 1, max: 5})}),
		fc.record({
			flex: fc.integer({min: 1, max: 3}),
			minWidth: fc.integer({min: 1, max: 10}),
			drop: fc.integer({min: 1, max: 5}),
		}),
	);
	fc.assert(
		fc.property(
			fc.array(column, {minLength: 1, maxLength: 8}),
			fc.integer({min: 0, max: 200}),
			(columns, room) => {
				const widths = layOut(room, columns).filter(width => width > 0);
				const taken = widths.reduce((sum, width) => sum + width + 2, -2);
				assert.ok(taken <= room, `${taken} in ${room}`);
			},
		),
	);
});

test('the chosen row is always among those drawn, and no line is left empty while there are rows', () => {
	fc.assert(
		fc.property(
			fc.nat(500),
			fc.integer({min: 1, max: 40}),
			fc.integer({min: 1, max: 300}),
			fc.nat(),
			(previous, height, count, place) => {
				const selected = place % count;
				const first = firstVisible(previous, selected, height, count);
				assert.ok(first >= 0 && selected >= first && selected < first + height);
				assert.ok(first + height <= Math.max(count, height));
			},
		),
	);
});

test('the rows do not move while the cursor stays among them', () => {
	assert.equal(firstVisible(10, 12, 5, 100), 10);
	assert.equal(firstVisible(10, 15, 5, 100), 11);
	assert.equal(firstVisible(10, 9, 5, 100), 9);
});
