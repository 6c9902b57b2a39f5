import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {sweepOwnFolders, withOwnFolder} from '../../source/system/own-folder.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';

const deps = {random: systemRandom, processes: systemProcesses};

const aFolder = async (t: TestContext) => {
	const folder = await mkdtemp(join(tmpdir(), 'own-folder-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

test('the folder is private, and gone with all that is in it when the work is over, also when it fails', async t => {
	const parent = await aFolder(t);
	const mode = await withOwnFolder(parent, deps, async folder => {
		await writeFile(join(folder, 'a'), 'x');
		return (await stat(folder)).mode & 0o777;
	});
	assert.equal(mode, 0o700);
	await assert.rejects(
		withOwnFolder(parent, deps, async () => {
			throw new Error('it failed');
		}),
		/it failed/u,
	);
	assert.deepEqual(await readdir(parent), []);
});

test('what a killed program left is swept, and what a running one uses is not', async t => {
	const parent = await aFolder(t);
	const running = `${process.pid}-0123456789abcdef`;
	for (const name of ['4194305-0123456789abcdef', running, 'foreign']) await mkdir(join(parent, name));
	assert.equal(await sweepOwnFolders(parent, systemProcesses), 1);
	assert.deepEqual((await readdir(parent)).sort(), [running, 'foreign']);
	assert.equal(await sweepOwnFolders(join(parent, 'nowhere'), systemProcesses), 0);
});
