import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {makeAtomicFiles} from '../../../source/sandbox/records/atomic-files.ts';
import {makeLocks} from '../../../source/sandbox/records/locks.ts';
import {processMark} from '../../../source/sandbox/records/process-mark.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {aFolder} from '../a-sandbox.ts';

const someLocks = async (t: TestContext) => {
	const directory = await aFolder(t);
	const folder = join(directory, 'locks');
	const files = makeAtomicFiles(join(directory, 'temporary'));
	const makeIn = (at: string) =>
		makeLocks({folder: at, files, clock: {sleep: async () => setImmediate()}, random: systemRandom});
	return {directory, folder, makeIn, locks: makeIn(folder), others: makeIn(folder)};
};

/** The mark of a process that has ended. */
const deadMark = () => {
	const {pid} = spawnSync(process.execPath, ['-e', '0']);
	return processMark().replace(/^\d+/, String(pid));
};

test('work under one lock never overlaps, whoever holds it, and work under another does not wait', async t => {
	const {locks, others} = await someLocks(t);
	let inside = 0;
	let most = 0;
	const work = async () => {
		inside += 1;
		most = Math.max(most, inside);
		await readFile(import.meta.filename);
		inside -= 1;
	};
	await Promise.all(
		Array.from({length: 20}, async (_, index) => (index % 2 ? locks : others).hold('one', work)),
	);
	assert.equal(most, 1);
	await locks.hold('one', async () => others.hold('two', async () => undefined));
});

test('a lock is free again after work that fails', async t => {
	const {folder, locks} = await someLocks(t);
	await assert.rejects(
		locks.hold('one', async () => {
			throw new Error('broken');
		}),
		/broken/,
	);
	assert.equal(await locks.hold('one', async () => 'done'), 'done');
	assert.deepEqual(await readdir(folder), []);
});

test('the lock of a process that has ended, and an unreadable one, are taken over', async t => {
	for (const owner of [deadMark(), 'nonsense', '']) {
		const {folder, locks} = await someLocks(t);
		await mkdir(folder);
		await writeFile(join(folder, 'one'), owner);
		await writeFile(join(folder, 'one.break'), owner);
		assert.equal(await locks.hold('one', async () => 'done'), 'done');
		assert.deepEqual(await readdir(folder), []);
	}
});

test('an abandoned lock is taken over by one at a time, however many wait for it', async t => {
	const {directory, folder, makeIn} = await someLocks(t);
	await mkdir(folder);
	// Through links each has a path of its own, so that they meet at the files only, as processes do.
	const rivals = await Promise.all(
		['a', 'b', 'c', 'd', 'e'].map(async name => {
			await symlink(folder, join(directory, name));
			return makeIn(join(directory, name));
		}),
	);
	const abandoned = deadMark();
	let inside = 0;
	let most = 0;
	const work = async () => {
		inside += 1;
		most = Math.max(most, inside);
		for (let count = 0; count < 10; count += 1) await readdir(folder);
		inside -= 1;
	};
	for (let round = 0; round < 40; round += 1) {
		await writeFile(join(folder, 'one'), abandoned);
		await Promise.all(rivals.map(async locks => locks.hold('one', work)));
	}
	assert.equal(most, 1);
	assert.deepEqual(await readdir(folder), []);
});

test('the lock of a process that runs is waited for', async t => {
	const {folder, locks} = await someLocks(t);
	await mkdir(folder);
	await writeFile(join(folder, 'one'), processMark());
	const order: string[] = [];
	const held = locks.hold('one', async () => order.push('held'));
	const freed = locks.hold('two', async () => {
		order.push('freed');
		await writeFile(join(folder, 'one'), deadMark());
	});
	await Promise.all([held, freed]);
	assert.deepEqual(order, ['freed', 'held']);
});
