import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {ok} from '../../source/result.ts';
import {holdLock} from '../../source/system/lock-file.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';

const folder = await mkdtemp(join(tmpdir(), 'lock-file-'));
after(async () => rm(folder, {recursive: true, force: true}));
const deps = {random: systemRandom, processes: systemProcesses};
const path = join(folder, 'one.lock');
const hold = async <T>(work: () => Promise<T>) =>
	holdLock<T, never>(path, deps, async () => ok(await work()));
const kindOf = (result: Awaited<ReturnType<typeof hold>>) => (result.ok ? 'ok' : result.error.kind);

test('only one holds a lock at a time, and nothing of it stays behind', async () => {
	const outer = await hold(async () => kindOf(await hold(async () => 'inner')));
	assert.deepEqual(outer, ok('held'));
	assert.equal(kindOf(await hold(async () => 'again')), 'ok');
	await assert.rejects(
		hold(async () => Promise.reject(new Error('broken'))),
		/broken/,
	);
	assert.equal(kindOf(await hold(async () => 'after a fault')), 'ok');
	assert.deepEqual(await readdir(folder), []);
});

test('a lock of a program that still runs is left alone, and one whose program is gone is taken over', async () => {
	const {pid, started, boot} = systemProcesses.self();
	const parent = `${process.ppid}  ${boot}\n`;
	await writeFile(path, parent);
	assert.equal(kindOf(await hold(async () => 'mine')), 'held');
	assert.equal(await readFile(path, 'utf8'), parent);
	for (const left of [
		`${pid} ${started} another-boot\n`,
		`${pid} ${started} ${boot}\n`,
		'',
		'no mark at all',
	]) {
		await writeFile(path, left);
		assert.equal(kindOf(await hold(async () => 'mine')), 'ok', left);
		assert.deepEqual(await readdir(folder), []);
	}
});

test('of many that want a lock whose program is gone, one at a time gets it', async () => {
	await writeFile(path, '1 0 another-boot\n');
	let inside = 0;
	const results = await Promise.all(
		Array.from({length: 5}, async () =>
			hold(async () => {
				inside += 1;
				assert.equal(inside, 1);
				await readdir(folder);
				inside -= 1;
			}),
		),
	);
	assert.ok(results.some(({ok: isHeld}) => isHeld));
	assert.deepEqual(await readdir(folder), []);
});
