import assert from 'node:assert/strict';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeTurns} from '../../source/operations/turns.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {fakeClock} from '../fake-clock.ts';

const base = await mkdtemp(join(tmpdir(), 'turns-'));
after(async () => rm(base, {recursive: true, force: true}));

let made = 0;
const aFolder = () => {
	made += 1;
	return join(base, `turns-${made}`);
};
const effects = {processes: systemProcesses, random: systemRandom};
const waiting = (more: {readonly signal?: AbortSignal} = {}) => {
	const said: string[] = [];
	const clock = fakeClock();
	return {said, clock, signal: more.signal, report: (text: string) => void said.push(text)};
};

test('a turn is had at once where nobody has it, and by the next one after it has ended', async () => {
	const turns = makeTurns(aFolder(), effects);
	for (let round = 0; round < 3; round++) {
		const {said, ...context} = waiting();
		const turn = await turns.take({...context, report: text => void said.push(text)});
		assert.ok(turn.ok);
		assert.deepEqual(said, []);
		await turn.value();
	}
});

test('who waits for a minute gives up with words, and takes nothing from whoever has the turn', async () => {
	const folder = aFolder();
	const held = await makeTurns(folder, effects).take(waiting());
	assert.ok(held.ok);
	const {said, clock, ...context} = waiting();
	const turn = await makeTurns(folder, effects).take({...context, clock});
	assert.equal(!turn.ok && turn.error.kind, 'busy');
	assert.deepEqual(said, ['Another pat-tui of this computer uses the active project. Waiting for it.']);
	assert.ok(clock.slept.reduce((sum, ms) => sum + ms, 0) >= 60_000);
	await held.value();
	assert.ok((await makeTurns(folder, effects).take(waiting())).ok);
});

test('the wait can be called off', async () => {
	const folder = aFolder();
	const held = await makeTurns(folder, effects).take(waiting());
	assert.ok(held.ok);
	const turn = await makeTurns(folder, effects).take(waiting({signal: AbortSignal.abort()}));
	assert.equal(!turn.ok && turn.error.kind, 'cancelled');
	await held.value();
});

test('the turn of a program that died is free', async () => {
	const folder = aFolder();
	const dead = {...systemProcesses.self(), started: '1'};
	const died = makeTurns(folder, {...effects, processes: {self: () => dead, isRunning: () => true}});
	assert.ok((await died.take(waiting())).ok);
	assert.ok((await makeTurns(folder, effects).take(waiting())).ok);
});

test('a hundred turns leave few files behind', async () => {
	const folder = aFolder();
	const turns = makeTurns(folder, effects);
	for (let round = 0; round < 100; round++) {
		const turn = await turns.take(waiting());
		assert.ok(turn.ok);
		await turn.value();
	}
	const names = await readdir(folder);
	assert.ok(names.length <= 20, `${names.length} files`);
});

test('a folder that can not be used is said, and nothing is done', async () => {
	const folder = aFolder();
	await writeFile(folder, 'not a folder');
	const turn = await makeTurns(folder, effects).take(waiting());
	assert.equal(!turn.ok && turn.error.kind, 'lock-not-written');
});
