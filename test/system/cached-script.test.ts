import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
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
