import assert from 'node:assert/strict';
import {execFileSync, fork} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {appendLine} from '../../source/system/append-line.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';

const base = await mkdtemp(join(tmpdir(), 'append-'));
after(async () => rm(base, {recursive: true, force: true}));

test('lines are added one below the other to a file that only its owner can read', async () => {
	const file = join(base, 'lines');
	assert.deepEqual(await appendLine(file, 'one'), {ok: true, value: 4});
	assert.deepEqual(await appendLine(file, 'two'), {ok: true, value: 8});
	assert.equal(await readFile(file, 'utf8'), 'one\ntwo\n');
	assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('a file that others could read is narrowed before anything is added', async () => {
	const file = join(base, 'wide');
	await writeFile(file, '');
	await chmod(file, 0o644);
	assert.ok((await appendLine(file, 'one')).ok);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('a torn line is closed, so that the next one stands by itself', async () => {
	const file = join(base, 'torn');
	await writeFile(file, '{"half', {mode: 0o600});
	assert.ok((await appendLine(file, 'whole')).ok);
	assert.equal(await readFile(file, 'utf8'), '{"half\nwhole\n');
});

test('a symbolic link, a folder, a pipe and a missing folder are refused, and nothing hangs', async () => {
	const target = join(base, 'target');
	await writeFile(target, 'kept', {mode: 0o600});
	await symlink(target, join(base, 'link'));
	await mkdir(join(base, 'folder'));
	execFileSync('mkfifo', [join(base, 'pipe')]);
	for (const [name, kind] of [
		['link', 'symlink'],
		['folder', 'unexpected'],
		['pipe', 'exists'],
		['nowhere/file', 'no-folder'],
	] as const) {
		const added = await appendLine(join(base, name), 'one');
		assert.equal(added.ok, false, name);
		if (!added.ok) assert.equal(added.error.kind, kind, added.error.message);
	}
	assert.equal(await readFile(target, 'utf8'), 'kept');
});

test('two processes that add at once lose no line and mix none', async () => {
	const program = await bundleFixture('append-child', base);
	const file = join(base, 'shared');
	const count = 300;
	const writers = ['a', 'b'].map(name => fork(program, [file, name, String(count)], {execArgv: []}));
	await Promise.all(writers.map(async writer => once(writer, 'message')));
	const ended = writers.map(async writer => once(writer, 'exit'));
	for (const writer of writers) writer.send('go');
	for (const [code] of await Promise.all(ended)) assert.equal(code, 0);
	const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '');
	assert.equal(lines.length, 2 * count);
	for (const name of ['a', 'b']) {
		assert.deepEqual(
			lines.filter(line => line.startsWith(name)),
			Array.from({length: count}, (_, index) => `${name} ${index} ${name.repeat(200)}`),
		);
	}
});
