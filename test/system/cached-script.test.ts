import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {test} from 'node:test';
import {runCachedScript} from '../../source/system/cached-script.ts';

test('where a compiled form can not be kept, no half of it stays behind', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'cached-script-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const script = join(folder, 'one.cjs');
	const cache = join(folder, 'code');
	await writeFile(script, '(function (exports) { exports.answer = 42; })');
	const taken = join(cache, `${basename(script)}-${process.version}-${process.arch}.bin`);
	await mkdir(join(taken, 'in-the-way'), {recursive: true});
	const {exports, keep} = runCachedScript<{readonly answer: number}>(script, cache);
	assert.equal(exports.answer, 42);
	keep();
	assert.deepEqual(await readdir(cache), [basename(taken)]);
	await rm(taken, {recursive: true});
	runCachedScript(script, cache).keep();
	assert.deepEqual(await readdir(cache), [basename(taken)]);
});

test('what an older version left is removed when something new is kept, and nothing else is', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'cached-script-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const cache = join(folder, 'code');
	await mkdir(cache, {mode: 0o700});
	const put = async (name: string, daysAgo: number) => {
		await writeFile(join(cache, name), 'x');
		const then = (await stat(folder)).mtimeMs / 1000 - daysAgo * 24 * 60 * 60;
		await utimes(join(cache, name), then, then);
		return name;
	};
	const script = join(folder, 'face-ABCD1234.cjs');
	await writeFile(script, '(function (exports) { exports.answer = 42; })');
	const stays = [
		await put('face-ABCD1234.cjs-v20.0.0-arm64.bin', 30),
		await put('face-OLDER234.cjs-v20.0.0-x64.bin', 6),
		await put('notes.txt', 30),
		await put('face-OLDER234.cjs-v20.0.0-x64.bin.txt', 30),
	];
	const goes = [
		await put('face-OLDER123.cjs-v20.0.0-x64.bin', 30),
		await put('face-ABCD1234.cjs-v20.0.0-x64.bin.4711', 30),
	];
	const own = `face-ABCD1234.cjs-${process.version}-${process.arch}.bin`;
	const kept = async () => (await readdir(cache)).sort();
	runCachedScript(script, cache).keep();
	assert.deepEqual(await kept(), [own, ...stays].sort());
	for (const name of goes) await put(name, 30);
	runCachedScript(script, cache).keep();
	assert.deepEqual(await kept(), [own, ...stays, ...goes].sort(), 'an ordinary start removes nothing');
});
