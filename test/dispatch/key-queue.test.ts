import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {makeKeyQueue} from '../../source/dispatch/key-queue.ts';

const turns = async () => {
	await turn();
	await turn();
};

test('the first key is handled at once, each further one in turns of its own', async () => {
	const handled: string[] = [];
	const queue = makeKeyQueue<string>(item => handled.push(item));
	queue.push(['a', 'b']);
	queue.push(['c']);
	assert.deepEqual(handled, ['a']);
	await turns();
	assert.deepEqual(handled, ['a', 'b']);
	await turns();
	assert.deepEqual(handled, ['a', 'b', 'c']);
});

test('keys that may be joined are handled as one', async () => {
	const handled: string[] = [];
	const queue = makeKeyQueue<string>(
		item => handled.push(item),
		(first, second) => (second === '!' ? undefined : first + second),
	);
	queue.push([...'abc!de']);
	await turns();
	assert.deepEqual(handled, ['abc', '!de']);
});

test('100,000 letters that came without paste marks are one change', () => {
	const handled: string[] = [];
	const queue = makeKeyQueue<string>(
		item => handled.push(item),
		(first, second) => first + second,
	);
	queue.push(Array.from({length: 100_000}, () => 'x'));
	assert.equal(handled[0]?.length, 100_000);
});

test('a handler that fails does not lose the keys behind it', async () => {
	const handled: string[] = [];
	const queue = makeKeyQueue<string>(item => {
		handled.push(item);
		if (item === 'a') {
			throw new Error('bad key');
		}
	});
	assert.throws(() => queue.push(['a', 'b']), /bad key/);
	await turns();
	assert.deepEqual(handled, ['a', 'b']);
});

test('a stopped queue handles nothing more', async () => {
	const handled: string[] = [];
	const queue = makeKeyQueue<string>(item => handled.push(item));
	queue.push(['a', 'b']);
	queue.stop();
	await turns();
	assert.deepEqual(handled, ['a']);
});

test('held keys wait, come in their order once nobody holds them, and are not lost to a handler that holds them itself', async () => {
	const handled: string[] = [];
	let release = () => {};
	const queue = makeKeyQueue<string>(item => {
		handled.push(item);
		if (item === 'open') release = queue.hold();
	});
	const releaseFirst = queue.hold();
	queue.push(['open', 'a']);
	queue.push(['b']);
	await turns();
	assert.deepEqual(handled, []);
	releaseFirst();
	await turns();
	await turns();
	assert.deepEqual(handled, ['open']);
	queue.push(['c']);
	release();
	for (let left = 4; left > 0; left--) await turns();
	assert.deepEqual(handled, ['open', 'a', 'b', 'c']);
});
