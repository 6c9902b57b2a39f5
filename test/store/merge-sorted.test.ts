import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {mergeSorted} from '../../source/store/merge-sorted.ts';

test('what came since is put in as a stable sort of all would put it', () => {
	const item = fc.record({order: fc.integer({min: 0, max: 6}), at: fc.nat()});
	const byOrder = (one: {readonly order: number}, other: {readonly order: number}) => one.order - other.order;
	fc.assert(
		fc.property(fc.array(item), fc.array(item), (there, added) => {
			const sorted = there.toSorted(byOrder);
			assert.deepEqual(mergeSorted(sorted, added, byOrder), [...sorted, ...added].toSorted(byOrder));
		}),
	);
});
