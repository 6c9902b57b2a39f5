import assert from 'node:assert/strict';
import {type ChildProcess, fork, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {makeClaims} from '../../source/operations/claim.ts';
import {type ProcessIdentity, systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';

const base = await mkdtemp(join(tmpdir(), 'claims-'));
const racers: ChildProcess[] = [];
after(async () => {
	for (const racer of racers) racer.disconnect();
	await rm(base, {recursive: true, force: true});
});

const folder = await mkdtemp(join(base, 'operations-'));
const rounds = Array.from({length: 50}, (_, index) => `operation-${index}`);

before(async () => {
	const program = await bundleFixture('claim-child', base);
	for (let each = 0; each < 2; each++) racers.push(fork(program, [folder], {execArgv: []}));
	await Promise.all(racers.map(async racer => once(racer, 'message')));
});

/** Lets both racers claim an operation at the same moment; gives what each was told. */
const race = async (id: string) => {
	const answers = racers.map(async racer => {
		const [answer] = await once(racer, 'message');
		assert.equal(answer.id, id);
		return answer.claimed;
	});
	for (const racer of racers) racer.send(id);
	return Promise.all(answers);
};

const here = makeClaims(folder, {processes: systemProcesses, random: systemRandom});

/** This process as another one would see it under a name of its own. */
const claimsAs = (self: ProcessIdentity, isRunning: (identity: ProcessIdentity) => boolean) =>
	makeClaims(folder, {processes: {self: () => self, isRunning}, random: systemRandom});

test('of two processes that claim an operation at the same moment exactly one gets it, fifty times', async () => {
	for (const id of rounds) {
		const answers = await race(id);
		assert.deepEqual(answers.toSorted(), [false, true], id);
		assert.equal(await here.isHeld(id), true);
		assert.equal(await here.claim(id), false);
	}
});

test('a folder that was taken away meanwhile holds no claim', async () => {
	const gone = makeClaims(join(base, 'gone'), {processes: systemProcesses, random: systemRandom});
	assert.equal(await gone.isHeld('operation'), false);
	await gone.forget('operation');
	await assert.rejects(gone.claim('operation'), {code: 'ENOENT'});
});

test('an operation whose owner died is taken over exactly once, fifty times', async () => {
	const dead = spawn(process.execPath, ['-e', '0'], {stdio: 'ignore'});
	await once(dead, 'exit');
	const owner = {...systemProcesses.self(), pid: dead.pid ?? 0};
	for (const round of rounds) {
		const id = `dead-${round}`;
		assert.equal(await claimsAs(owner, () => true).claim(id), true);
		assert.equal(await here.isHeld(id), false);
		assert.deepEqual((await race(id)).toSorted(), [false, true], id);
	}
});

test('an operation that was given back is taken up by exactly one of those who want it', async () => {
	for (const round of rounds.slice(0, 10)) {
		const id = `released-${round}`;
		assert.equal(await here.claim(id), true);
		await here.release(id);
		assert.equal(await here.isHeld(id), false);
		assert.deepEqual((await race(id)).toSorted(), [false, true], id);
	}
});

test('an owner whose process number was given out again does not hold its operation any more', async () => {
	const self = systemProcesses.self();
	const before = {...self, started: '1'};
	assert.equal(await claimsAs(before, () => true).claim('reused'), true);
	assert.equal(await here.isHeld('reused'), false);
	assert.equal(await here.claim('reused'), true);
});

test('an owner of before the restart of the machine does not hold its operation any more', async () => {
	const before = {...systemProcesses.self(), boot: 'another-boot'};
	assert.equal(await claimsAs(before, () => true).claim('rebooted'), true);
	assert.equal(await here.claim('rebooted'), true);
});

test('a claim that a crash left empty holds nothing', async () => {
	await writeFile(join(folder, 'empty.claim-1'), '');
	assert.equal(await here.isHeld('empty'), false);
	assert.equal(await here.claim('empty'), true);
});

test('what is forgotten leaves nothing behind, and other operations keep their claims', async () => {
	assert.equal(await here.claim('one'), true);
	assert.equal(await here.claim('one-more'), true);
	assert.equal((await stat(join(folder, 'one.claim-1'))).mode & 0o777, 0o600);
	await here.release('one');
	await here.claim('one');
	await here.forget('one');
	const names = await readdir(folder);
	assert.deepEqual(
		names.filter(name => name.startsWith('one') || name.startsWith('.')),
		['one-more.claim-1'],
	);
});
