import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeLayerStack} from '../../source/dispatch/layer-stack.ts';

const layer = (id: string, isFront = false) => ({id, bindings: [], isFront});

test('places drawn later lie above, in whatever order layers come and go', () => {
	const stack = makeLayerStack();
	const [first, second, third] = [stack.place(), stack.place(), stack.place()];
	stack.put(third, layer('third'));
	stack.put(first, layer('first'));
	stack.put(second, layer('second'));
	assert.deepEqual(
		stack.layers().map(({id}) => id),
		['third', 'second', 'first'],
	);
	stack.remove(third);
	stack.put(first, layer('first, newer'));
	assert.deepEqual(
		stack.layers().map(({id}) => id),
		['second', 'first, newer'],
	);
});

test('a layer for the front lies above what came later', () => {
	const stack = makeLayerStack();
	stack.put(stack.place(), layer('window too small', true));
	stack.put(stack.place(), layer('field'));
	assert.deepEqual(
		stack.layers().map(({id}) => id),
		['window too small', 'field'],
	);
});
