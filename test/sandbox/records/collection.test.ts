import assert from 'node:assert/strict';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import {makeAtomicFiles} from '../../../source/sandbox/records/atomic-files.ts';
import {makeCollection} from '../../../source/sandbox/records/collection.ts';
import {makeLocks} from '../../../source/sandbox/records/locks.ts';
import {systemClock} from '../../../source/system/clock.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {anyCharacter} from '../../any-character.ts';
import {aFolder} from '../a-sandbox.ts';

const aCollection = async (t: TestContext) => {
	const directory = await aFolder(t);
	const files = makeAtomicFiles(join(directory, 'temporary'));
	const locks = makeLocks({
		folder: join(directory, 'locks'),
		files,
		clock: systemClock,
		random: systemRandom,
	});
	const records = makeCollection('things', v.object({count: v.number(), text: v.optional(v.string())}), {
		directory,
		files,
		locks,
	});
	return {directory, records};
};

test('a record is read as it was written, whatever its text', async t => {
	const {records} = await aCollection(t);
	let count = 0;
	await fc.assert(
		fc.asyncProperty(fc.string({unit: anyCharacter}), async text => {
			count += 1;
			assert.ok(await records.create(`id-${count}`, {count, text}));
			assert.deepEqual(await records.read(`id-${count}`), {count, text});
		}),
	);
	assert.equal((await records.ids()).length, count);
});

test('all records are read, however many batches they take, in the order of their ids', async t => {
	const {records} = await aCollection(t);
	assert.deepEqual(await records.all(), []);
	const ids = Array.from({length: 150}, (_, count) => `id-${String(count).padStart(4, '0')}`);
	for (const [count, id] of ids.entries()) await records.create(id, {count});
	assert.deepEqual(
		await records.all(),
		ids.map((id, count) => [id, {count}]),
	);
});

test('of many who make one record, one makes it', async t => {
	const {records} = await aCollection(t);
	const made = await Promise.all(
		Array.from({length: 10}, async (_, count) => records.create('one', {count})),
	);
	assert.equal(made.filter(Boolean).length, 1);
	assert.deepEqual(await records.read('one'), {count: made.indexOf(true)});
});

test('changes made at the same time all count', async t => {
	const {records} = await aCollection(t);
	await records.create('one', {count: 0});
	await Promise.all(
		Array.from({length: 25}, async () => records.update('one', ({count}) => ({count: count + 1}))),
	);
	assert.deepEqual(await records.read('one'), {count: 25});
});

test('a change tells what was and what is, and a removed record stays removed', async t => {
	const {records} = await aCollection(t);
	await records.create('one', {count: 1});
	assert.deepEqual(await records.update('one', () => ({count: 2})), {before: {count: 1}, after: {count: 2}});
	assert.equal(await records.remove('one'), true);
	assert.equal(await records.remove('one'), false);
	assert.equal(await records.update('one', () => ({count: 3})), undefined);
	assert.equal(await records.read('one'), undefined);
});

test('no id leads out of the folder', async t => {
	const {directory, records} = await aCollection(t);
	await writeFile(join(directory, 'secret.json'), '{"count":1}');
	for (const id of ['../secret', '..', '.', '', '/etc/passwd', 'a/b', 'a\0', '.hidden', 'x'.repeat(300)]) {
		assert.equal(await records.read(id), undefined, id);
		assert.equal(await records.remove(id), false, id);
	}
	assert.equal(await readFile(join(directory, 'secret.json'), 'utf8'), '{"count":1}');
});

test('a record that does not fit its schema is an error, and stray files are none', async t => {
	const {directory, records} = await aCollection(t);
	await records.create('one', {count: 1});
	await writeFile(join(directory, 'things', 'stray.tmp'), 'x');
	assert.deepEqual(await records.ids(), ['one']);
	await writeFile(join(directory, 'things', 'one.json'), '{"count":"many"}');
	await assert.rejects(records.read('one'));
	assert.deepEqual(await readdir(join(directory, 'temporary')), []);
});
