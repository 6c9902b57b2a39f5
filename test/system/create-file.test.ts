import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	access,
	lstat,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {build} from 'esbuild';
import {createFile} from '../../source/system/create-file.ts';
import {type FileCalls, nodeFileCalls} from '../../source/system/file-calls.ts';
import {systemRandom} from '../../source/system/random.ts';
import {replaceFile} from '../../source/system/replace-file.ts';
import {sweepTemporaryFiles} from '../../source/system/temporary-file.ts';

const base = await mkdtemp(join(tmpdir(), 'create-file-'));
after(async () => rm(base, {recursive: true, force: true}));

const random = systemRandom;
const steps = ['openNew', 'write', 'sync', 'close', 'link', 'unlink', 'syncFolder', 'read'] as const;
let count = 0;
const freshFolder = async () => {
	count += 1;
	const folder = join(base, String(count));
	await mkdir(folder);
	return folder;
};

const failingAt = (step: keyof FileCalls, code: string): FileCalls => ({
	...nodeFileCalls,
	[step]: async () => {
		throw Object.assign(new Error(`${code}: injected`), {code});
	},
});

const isThere = async (path: string) =>
	access(path).then(
		() => true,
		() => false,
	);

test('a new file holds exactly the bytes, mode 0600, and nothing else is left beside it', async () => {
	const folder = await freshFolder();
	const result = await createFile(join(folder, 'key'), 'hello \u00E9', {random});
	assert.deepEqual(result, {ok: true, value: undefined});
	assert.equal(await readFile(join(folder, 'key'), 'utf8'), 'hello \u00E9');
	assert.equal((await stat(join(folder, 'key'))).mode & 0o777, 0o600);
	assert.deepEqual(await readdir(folder), ['key']);
});

test('a file that is there is never overwritten', async () => {
	const folder = await freshFolder();
	await writeFile(join(folder, 'key'), 'first');
	const result = await createFile(join(folder, 'key'), 'second', {random});
	assert.equal(!result.ok && result.error.kind, 'exists');
	assert.equal(await readFile(join(folder, 'key'), 'utf8'), 'first');
	assert.deepEqual(await readdir(folder), ['key']);
});

test('of ten writers of one name exactly one succeeds, and its bytes are there', async () => {
	const folder = await freshFolder();
	const path = join(folder, 'key');
	const results = await Promise.all(
		Array.from({length: 10}, async (_, index) => createFile(path, `writer ${index}`, {random})),
	);
	const winners = results.flatMap((result, index) => (result.ok ? [index] : []));
	assert.equal(winners.length, 1);
	assert.equal(await readFile(path, 'utf8'), `writer ${winners[0]}`);
});

test('a dangling symbolic link of that name is not followed', async () => {
	const folder = await freshFolder();
	await symlink(join(folder, 'elsewhere'), join(folder, 'key'));
	const result = await createFile(join(folder, 'key'), 'secret', {random});
	assert.equal(!result.ok && result.error.kind, 'exists');
	assert.equal(await isThere(join(folder, 'elsewhere')), false);
});

test('a missing folder is said', async () => {
	const result = await createFile(join(base, 'none', 'key'), 'x', {random});
	assert.equal(!result.ok && result.error.kind, 'no-folder');
});

for (const [code, kind] of [
	['ENOSPC', 'disk-full'],
	['EDQUOT', 'disk-full'],
	['EACCES', 'no-permission'],
	['EROFS', 'read-only'],
	['EIO', 'unexpected'],
] as const) {
	test(`${code} at each step that matters is ${kind}, and no file is left`, async () => {
		for (const step of steps.filter(each => each !== 'unlink')) {
			const folder = await freshFolder();
			const result = await createFile(join(folder, 'key'), 'secret', {random, calls: failingAt(step, code)});
			assert.equal(!result.ok && result.error.kind, kind, step);
			assert.deepEqual(await readdir(folder), [], step);
		}
	});
}

test('a temporary file that can not be taken away leaves the new file whole and counts as success', async () => {
	const folder = await freshFolder();
	const result = await createFile(join(folder, 'key'), 'secret', {random, calls: failingAt('unlink', 'EIO')});
	assert.equal(result.ok, true);
	assert.equal(await readFile(join(folder, 'key'), 'utf8'), 'secret');
});

test('a disk without hard links is said by name', async () => {
	const folder = await freshFolder();
	const result = await createFile(join(folder, 'key'), 'x', {random, calls: failingAt('link', 'EPERM')});
	assert.equal(!result.ok && result.error.kind, 'no-links');
	assert.deepEqual(await readdir(folder), []);
});

test('a disk that gives other bytes back than were written is noticed', async () => {
	const folder = await freshFolder();
	const calls = {...nodeFileCalls, read: async () => Buffer.from('secreT')};
	const result = await createFile(join(folder, 'key'), 'secret', {random, calls});
	assert.equal(!result.ok && result.error.kind, 'unexpected');
	assert.deepEqual(await readdir(folder), []);
});

const childSource = `
import {createFile} from './source/system/create-file.ts';
import {nodeFileCalls} from './source/system/file-calls.ts';
import {systemRandom} from './source/system/random.ts';
const [path, step, moment] = process.argv.slice(2);
const die = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };
const calls = {...nodeFileCalls, [step]: async (...input) => {
	if (moment === 'before') await die();
	const output = await nodeFileCalls[step](...input);
	await die();
	return output;
}};
const keepAlive = setInterval(() => {}, 1000);
await createFile(path, 'k'.repeat(3000), {random: systemRandom, calls});
clearInterval(keepAlive);
`;
const childProgram = join(base, 'child.mjs');

before(async () => {
	await build({
		stdin: {contents: childSource, resolveDir: process.cwd(), loader: 'ts'},
		bundle: true,
		platform: 'node',
		format: 'esm',
		outfile: childProgram,
		logLevel: 'silent',
	});
});

for (const moment of ['before', 'after'] as const) {
	test(`a writer killed ${moment} any of its steps leaves the file whole or absent, and the next writer ends with it whole`, async () => {
		for (const step of steps) {
			const folder = await freshFolder();
			const path = join(folder, 'key');
			const child = spawn(process.execPath, [childProgram, path, step, moment], {stdio: 'ignore'});
			const [, signal] = await once(child, 'exit');
			assert.equal(signal, 'SIGKILL', step);
			const wasThere = await isThere(path);
			if (wasThere) assert.equal(await readFile(path, 'utf8'), 'k'.repeat(3000), step);
			const next = await createFile(path, 'k'.repeat(3000), {random});
			assert.equal(next.ok ? 'made' : next.error.kind, wasThere ? 'exists' : 'made', step);
			assert.equal(await readFile(path, 'utf8'), 'k'.repeat(3000), step);
		}
	});
}

test('only own temporary files older than an hour are swept', async () => {
	const folder = await freshFolder();
	const now = 1_800_000_000_000;
	const old = new Date(now - 3_600_001);
	const young = new Date(now - 3_599_000);
	const ownOld = `.pat-tui-${'a'.repeat(24)}.tmp`;
	const ownYoung = `.pat-tui-${'b'.repeat(24)}.tmp`;
	const times = {[ownOld]: old, [ownYoung]: young, 'foreign.tmp': old, 'key.pem': old};
	for (const [name, time] of Object.entries(times)) {
		await writeFile(join(folder, name), '');
		await utimes(join(folder, name), time, time);
	}
	assert.equal(await sweepTemporaryFiles(folder, now), 1);
	assert.deepEqual((await readdir(folder)).sort(), [ownYoung, 'foreign.tmp', 'key.pem'].sort());
});

test('sweeping a folder that is not there removes nothing', async () => {
	assert.equal(await sweepTemporaryFiles(join(base, 'none'), 0), 0);
});

test('replacing puts the new bytes in place of the old ones and narrows the mode to 0600', async () => {
	const folder = await freshFolder();
	await writeFile(join(folder, '.env'), 'old', {mode: 0o644});
	assert.equal((await replaceFile(join(folder, '.env'), 'new', {random})).ok, true);
	assert.equal(await readFile(join(folder, '.env'), 'utf8'), 'new');
	assert.equal((await stat(join(folder, '.env'))).mode & 0o777, 0o600);
	assert.deepEqual(await readdir(folder), ['.env']);
});

test('a replacement that fails before its last step leaves the old bytes', async () => {
	for (const step of ['openNew', 'write', 'sync', 'close', 'rename'] as const) {
		const folder = await freshFolder();
		await writeFile(join(folder, '.env'), 'old');
		const result = await replaceFile(join(folder, '.env'), 'new', {random, calls: failingAt(step, 'ENOSPC')});
		assert.equal(!result.ok && result.error.kind, 'disk-full', step);
		assert.equal(await readFile(join(folder, '.env'), 'utf8'), 'old', step);
		assert.deepEqual(await readdir(folder), ['.env'], step);
	}
});

test('replacing refuses a symbolic link and a folder', async () => {
	const folder = await freshFolder();
	await writeFile(join(folder, 'target'), 'old');
	await symlink(join(folder, 'target'), join(folder, 'link'));
	await mkdir(join(folder, 'folder'));
	const link = await replaceFile(join(folder, 'link'), 'new', {random});
	const place = await replaceFile(join(folder, 'folder'), 'new', {random});
	assert.equal(!link.ok && link.error.kind, 'symlink');
	assert.equal(!place.ok && place.error.kind, 'exists');
	assert.equal((await lstat(join(folder, 'link'))).isSymbolicLink(), true);
	assert.equal(await readFile(join(folder, 'target'), 'utf8'), 'old');
});
