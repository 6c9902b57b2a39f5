import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectScrollFirst} from '../../source/store/scroll-slice.ts';
import {aStore} from './a-store.ts';

test('a page moves by lines, halves, pages and to its ends, and never further than it reaches', async t => {
	const {state} = await aStore(t);
	const first = () => selectScrollFirst('a page')(state());
	state().noteScrollRoom('a page', {lines: 40, rows: 10});
	const moved = [
		[{unit: 'line', by: 1}, 1],
		[{unit: 'half', by: 1}, 6],
		[{unit: 'page', by: 1}, 15],
		[{unit: 'end', by: 1}, 30],
		[{unit: 'line', by: 1}, 30],
		[{unit: 'page', by: -1}, 21],
		[{unit: 'end', by: -1}, 0],
		[{unit: 'half', by: -1}, 0],
	] as const;
	for (const [step, wanted] of moved) {
		state().scrollBy(step);
		assert.equal(first(), wanted, JSON.stringify(step));
	}
});

test('a page that has become shorter moves from where it is seen, and another page stands at its beginning', async t => {
	const {state} = await aStore(t);
	state().noteScrollRoom('a page', {lines: 100, rows: 10});
	state().scrollBy({unit: 'end', by: 1});
	state().noteScrollRoom('a page', {lines: 30, rows: 10});
	state().scrollBy({unit: 'line', by: -1});
	assert.equal(selectScrollFirst('a page')(state()), 19);
	assert.equal(selectScrollFirst('another')(state()), 0);
	state().noteScrollRoom('another', {lines: 5, rows: 10});
	state().scrollBy({unit: 'page', by: 1});
	assert.equal(selectScrollFirst('another')(state()), 0);
});
