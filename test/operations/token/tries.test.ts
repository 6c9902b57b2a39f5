import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeActivity} from '../../../source/operations/activity.ts';
import {readTries, triedEffect} from '../../../source/operations/token/tries.ts';
import type {TryOutcome} from '../../../source/operations/token/try-outcome.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {fakeClock} from '../../fake-clock.ts';

const base = await mkdtemp(join(tmpdir(), 'tries-'));
after(async () => rm(base, {recursive: true, force: true}));

const scope = {environment: {folder: 'here', portalUrl: 'https://here.example'}, user: 'user-1'};
const input = {tokenId: 'token-1', tokenEndpoint: 'https://here.example/oauth2/token', project: 'Acme Prod'};
const failed = (kind: string, more: {readonly status?: number} = {}): TryOutcome => ({
	kind: 'failed',
	failure: {kind, message: 'No.', remedy: 'Try again.', ...more},
	ms: 98.4,
});
const works: TryOutcome = {kind: 'works', ms: 412.2};

let count = 0;
const aLog = () => {
	count += 1;
	const file = join(base, String(count), 'activity.jsonl');
	const clock = fakeClock();
	const activity = makeActivity(file, {clock, random: systemRandom});
	return {
		file,
		clock,
		activity,
		async note(outcome: TryOutcome, change: Partial<typeof input> = {}, whose = scope) {
			clock.advance(1000);
			const effect = triedEffect({...input, ...change}, outcome);
			if (effect) await activity.note(whose, effect);
		},
	};
};

test('tries are read back by token, newest first, with what is known of each', async () => {
	const {file, clock, note} = aLog();
	await note(works);
	const first = clock.now();
	await note(failed('rejected', {status: 400}));
	await note(works, {tokenId: 'token-2'});
	const tries = await readTries(file, scope);
	assert.deepEqual(tries.get('token-1'), [
		{at: first + 1000, outcome: 'failed', ms: 98, project: 'Acme Prod', status: 400},
		{at: first, outcome: 'works', ms: 412, project: 'Acme Prod', status: undefined},
	]);
	assert.equal(tries.get('token-2')?.length, 1);
});

test('a try that the network or the service itself ended says nothing about the token, a cancelled one is none', async () => {
	const {file, note} = aLog();
	for (const kind of ['unreachable', 'timeout', 'service-failed', 'session-ended']) await note(failed(kind));
	await note(failed('cancelled'));
	await note(failed('forbidden'));
	const outcomes = (await readTries(file, scope)).get('token-1')?.map(({outcome}) => outcome);
	assert.deepEqual(outcomes, ['failed', 'open', 'open', 'open', 'open']);
});

test('what else was done, and what another user tried, is no try of this token', async () => {
	const {file, activity, note} = aLog();
	await note(works, {}, {...scope, user: 'user-2'});
	const end = await activity.watch(() => scope)({
		name: 'update-token',
		subject: 'token-1 "name":"try-token"',
		method: 'PATCH',
		path: '/x',
	});
	await end({outcome: 'done'});
	assert.equal((await readTries(file, scope)).size, 0);
	assert.equal((await readTries(join(base, 'not-there', 'activity.jsonl'), scope)).size, 0);
});
