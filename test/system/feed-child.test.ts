import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {feedChild} from '../../source/system/feed-child.ts';
import {systemProcesses} from '../../source/system/processes.ts';

test('a program that hangs is ended with all that it started', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'feed-child-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const pidFile = join(folder, 'pid');
	const script = join(folder, 'hangs.sh');
	await writeFile(script, `sleep 600 & echo $! > '${pidFile}'; echo started >&2; wait\n`);
	const started = async () => readFile(pidFile, 'utf8').catch(() => '');
	const fed = await feedChild('/bin/sh', [script], {
		input: 'secret',
		variables: {PATH: process.env['PATH'] ?? ''},
		patienceMs: 1,
		// Over as soon as what it starts is there.
		clock: {
			async sleep() {
				while ((await started()) === '') await new Promise(setImmediate);
			},
		},
	});
	assert.ok(!fed.ok && fed.error.kind === 'timeout');
	const identity = {pid: Number(await started()), started: '', boot: systemProcesses.self().boot};
	while (systemProcesses.isRunning(identity)) await new Promise(setImmediate);
});
