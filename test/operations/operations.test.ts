import assert from 'node:assert/strict';
import {appendFileSync, writeFileSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeOperations} from '../../source/operations/operations.ts';
import {type Processes, systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {fakeClock} from '../fake-clock.ts';

const base = await mkdtemp(join(tmpdir(), 'operations-'));
after(async () => rm(base, {recursive: true, force: true}));

let count = 0;
const aFolder = () => {
	count += 1;
	return join(base, String(count), 'user', 'operations');
};
const operationsIn = (
	folder: string,
	{processes = systemProcesses, uuid = systemRandom.uuid}: {processes?: Processes; uuid?: () => string} = {},
) => makeOperations(folder, {clock: fakeClock(), processes, random: {uuid}});

const anIntent = (id: string) => ({
	kind: 'delete-token' as const,
	id,
	tokenId: 't-1',
	name: 'n',
	removeKeys: [],
});

/** Begins an operation whose owner then counts as dead. */
const interrupted = async (folder: string, id: string) => {
	const self = {...systemProcesses.self(), started: '1'};
	const begun = await operationsIn(folder, {processes: {self: () => self, isRunning: () => true}}).begin(
		anIntent(id),
	);
	assert.ok(begun.ok);
	return begun.value;
};

test('where nothing was ever begun the list is empty', async () => {
	assert.deepEqual(await operationsIn(aFolder()).list(), []);
});

test('a begun operation is on disk, in a folder of its owner alone, and runs', async () => {
	const folder = aFolder();
	const operations = operationsIn(folder);
	const begun = await operations.begin(anIntent('o-1'));
	assert.ok(begun.ok);
	assert.equal((await stat(folder)).mode & 0o777, 0o700);
	const [record] = await operations.list();
	assert.deepEqual([record?.id, record?.status, record?.intent], ['o-1', 'running', anIntent('o-1')]);
	const again = await operations.takeUp('o-1');
	assert.equal(!again.ok && again.error.kind, 'running');
});

test('an operation that was left open is offered, taken up by a unique beginning of its id, and runs again', async () => {
	const folder = aFolder();
	const operations = operationsIn(folder);
	await interrupted(folder, 'abc-1');
	await interrupted(folder, 'abd-2');
	assert.deepEqual(
		(await operations.list()).map(({status}) => status),
		['interrupted', 'interrupted'],
	);
	for (const wanted of ['ab', '', 'x']) {
		const taken = await operations.takeUp(wanted);
		assert.equal(!taken.ok && taken.error.kind, 'not-found', wanted);
	}
	const taken = await operations.takeUp('abc');
	assert.equal(taken.ok && taken.value.intent.id, 'abc-1');
	assert.deepEqual(
		(await operations.list()).map(({id, status}) => [id, status]),
		[
			['abc-1', 'running'],
			['abd-2', 'interrupted'],
		],
	);
});

test('an operation that is over stays in the list as it ended, and can not be taken up', async () => {
	const operations = operationsIn(aFolder());
	for (const outcome of ['finished', 'undone'] as const) {
		const begun = await operations.begin(anIntent(outcome));
		assert.ok(begun.ok);
		await begun.value.close(outcome);
		const taken = await operations.takeUp(outcome);
		assert.equal(!taken.ok && taken.error.kind, 'over');
	}
	assert.deepEqual(
		(await operations.list()).map(({id, status}) => [id, status]),
		[
			['finished', 'finished'],
			['undone', 'undone'],
		],
	);
});

test('how far it came is known to who takes it up', async () => {
	const folder = aFolder();
	const {journal} = await interrupted(folder, 'o-1');
	await journal.append({type: 'started', step: 's-1'});
	await journal.append({type: 'done', step: 's-1', tokenId: 't-9'});
	await journal.append({type: 'started', step: 's-2'});
	const taken = await operationsIn(folder).takeUp('o-1');
	assert.deepEqual(taken.ok && taken.value.progress, {
		steps: {'s-1': 'done', 's-2': 'started'},
		tokenId: 't-9',
		projectId: undefined,
		closed: undefined,
	});
});

/** Does something at the moment between the look at the list and the claim. */
const betweenLookAndClaim = (act: () => void): Processes => {
	let asked = 0;
	return {
		self: systemProcesses.self,
		isRunning() {
			asked += 1;
			if (asked === 2) act();
			return false;
		},
	};
};

test('an operation that ends while it is being taken up is over', async () => {
	const folder = aFolder();
	await interrupted(folder, 'o-1');
	const closed = `${JSON.stringify({type: 'closed', at: '2023-11-14T22:13:20.000Z', outcome: 'finished'})}\n`;
	const processes = betweenLookAndClaim(() => appendFileSync(join(folder, 'o-1.jsonl'), closed));
	const taken = await operationsIn(folder, {processes}).takeUp('o-1');
	assert.equal(!taken.ok && taken.error.kind, 'over');
	assert.deepEqual(await readdir(folder), ['o-1.jsonl']);
});

test('a journal that can not be read any more does not pass for one in which nothing was sent', async () => {
	const folder = aFolder();
	await interrupted(folder, 'o-1');
	const processes = betweenLookAndClaim(() => writeFileSync(join(folder, 'o-1.jsonl'), ''));
	const taken = await operationsIn(folder, {processes}).takeUp('o-1');
	assert.equal(!taken.ok && taken.error.kind, 'not-found');
});

test('a folder that can not be written to is said when an operation is taken up', async () => {
	const folder = aFolder();
	await interrupted(folder, 'o-1');
	await mkdir(join(folder, '.taken.tmp'));
	const taken = await operationsIn(folder, {uuid: () => 'taken'}).takeUp('o-1');
	assert.equal(!taken.ok && taken.error.kind, 'not-written');
});

test('an operation that can not be given back is left to the end of this process, without a throw', async () => {
	const folder = aFolder();
	const begun = await operationsIn(folder).begin(anIntent('o-1'));
	assert.ok(begun.ok);
	await rm(folder, {recursive: true});
	assert.equal(await begun.value.release(), undefined);
});

test('a folder in whose place something else stands is said, and nothing is begun', async () => {
	const folder = aFolder();
	await mkdir(join(folder, '..'), {recursive: true});
	await writeFile(folder, '');
	const begun = await operationsIn(folder).begin(anIntent('o-1'));
	assert.equal(!begun.ok && begun.error.kind, 'journal-not-written');
});

test('files of no meaning in the folder are no operations', async () => {
	const folder = aFolder();
	const operations = operationsIn(folder);
	await interrupted(folder, 'o-1');
	await writeFile(join(folder, 'torn.jsonl'), '{"type":"open');
	await writeFile(join(folder, 'empty.jsonl'), '');
	await writeFile(join(folder, 'other.txt'), 'x');
	assert.deepEqual(
		(await operations.list()).map(({id}) => id),
		['o-1'],
	);
});

test('what is open is listed, whoever works on it, without what is over', async () => {
	const folder = aFolder();
	const operations = operationsIn(folder);
	const over = await operations.begin(anIntent('over'));
	assert.ok(over.ok);
	await over.value.close('finished');
	await operations.begin(anIntent('running'));
	const released = await operations.begin(anIntent('released'));
	assert.ok(released.ok);
	await released.value.release();
	await interrupted(folder, 'interrupted');
	assert.deepEqual((await operations.listOpen()).map(({id, status}) => `${id} ${status}`).sort(), [
		'interrupted interrupted',
		'released interrupted',
		'running running',
	]);
});
