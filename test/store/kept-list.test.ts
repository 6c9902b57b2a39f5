import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {toToken} from '../../source/api/token.ts';
import {keepList, readKeptList} from '../../source/store/kept-list.ts';

const aFolder = async (t: TestContext) => {
	const folder = await mkdtemp(join(tmpdir(), 'kept-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	return join(folder, 'user');
};

test('a list that was kept is read back as it was, odd records too', async t => {
	const folder = await aFolder(t);
	await fc.assert(
		fc.asyncProperty(fc.integer({min: 0}), fc.array(fc.jsonValue()), async (at, records) => {
			const list = {at, tokens: records.map(toToken)};
			await keepList(folder, list);
			// JSON has no minus zero.
			assert.deepEqual(
				JSON.parse(JSON.stringify(await readKeptList(folder))),
				JSON.parse(JSON.stringify(list)),
			);
		}),
		{numRuns: 25},
	);
});

test('the kept list can be read by its owner alone', async t => {
	const folder = await aFolder(t);
	await keepList(folder, {at: 1, tokens: []});
	assert.equal((await stat(join(folder, 'list.json'))).mode & 0o777, 0o600);
	assert.equal((await stat(folder)).mode & 0o777, 0o700);
});

test('a missing or damaged list is none', async t => {
	const folder = await aFolder(t);
	assert.equal(await readKeptList(folder), undefined);
	await keepList(folder, {at: 1, tokens: [toToken({id: 'x', name: 'ci-deploy-prod'})]});
	const file = join(folder, 'list.json');
	const whole = await readFile(file, 'utf8');
	for (const damaged of [
		'',
		'null',
		'[]',
		'{"at":"1","tokens":[]}',
		'{"at":1}',
		whole.slice(0, -1),
		`\0${whole}`,
	]) {
		await writeFile(file, damaged);
		assert.equal(await readKeptList(folder), undefined, damaged);
	}
});

test('a list that can not be kept hurts nobody', async t => {
	const folder = await aFolder(t);
	await writeFile(folder, 'a file where the folder should be');
	await keepList(folder, {at: 1, tokens: []});
	assert.equal(await readFile(folder, 'utf8'), 'a file where the folder should be');
});
