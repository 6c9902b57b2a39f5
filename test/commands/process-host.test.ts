import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'host-'));
after(async () => rm(folder, {recursive: true, force: true}));
const program = await bundleFixture('host-child', folder);

const ended = async (child: ChildProcess) => {
	let stderr = '';
	child.stderr?.on('data', chunk => {
		stderr += String(chunk);
	});
	const [code] = await once(child, 'close');
	return {code, stderr};
};

describe('the host of a real process', () => {
	test('tells that the reader went away, and that is all that happens', async () => {
		const child = spawn(process.execPath, [program, 'write']);
		child.stdout.once('data', () => child.stdout.destroy());
		assert.deepEqual(await ended(child), {code: 0, stderr: 'closed'});
	});

	test('tells that everything was written', async () => {
		const child = spawn(process.execPath, [program, 'write']);
		child.stdout.resume();
		assert.deepEqual(await ended(child), {code: 0, stderr: 'written'});
	});

	test('hands on a signal, and leaves the program to end by itself', async () => {
		const child = spawn(process.execPath, [program, 'wait']);
		child.stderr.once('data', () => child.kill('SIGTERM'));
		assert.deepEqual(await ended(child), {code: 0, stderr: 'ready SIGTERM'});
	});
});
