import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, afterEach, test} from 'node:test';
import {isSameState} from '../../../source/operations/token/token-state.ts';
import {undoUpdate} from '../../../source/operations/token/undo-update.ts';
import {finishUpdate, planUpdate, updateToken} from '../../../source/operations/token/update-token.ts';
import {makeSandbox} from '../../../source/sandbox/sandbox.ts';
import {systemClock} from '../../../source/system/clock.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {anUpdate, printsOf, stateOf, takeUpUpdate} from './an-update.ts';

const workshop = await aWorkshop({after});
const {deps, service, home, origin, interceptWith, passOn} = workshop;
afterEach(async () => {
	passOn();
	await workshop.clear();
});

/** Cuts the connection of the one PATCH before it has its effect. */
const cutPatch = () =>
	interceptWith(async (request, next) => {
		if (request.method !== 'PATCH') return next(request);
		throw new Error('cut');
	});

const stoppedId = (outcome: {readonly kind: string; readonly operationId?: string}) => {
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, JSON.stringify(outcome));
	return outcome.operationId;
};

test('name and key are changed in one step, and the key id stays', async () => {
	const {tokenId, print, input} = await anUpdate(workshop);
	const {outcome, events} = await run(updateToken(deps, input));
	assert.ok(outcome.kind === 'updated', JSON.stringify(outcome));
	const now = await stateOf(workshop, tokenId);
	assert.deepEqual([now.name, now.algorithm, printsOf(now)], ['another name', 'ES256', [print]]);
	assert.deepEqual(
		now.keys.map(({kid}) => kid),
		[tokenId],
	);
	assert.deepEqual(
		events.filter(({status}) => status === 'done').map(({step}) => step),
		planUpdate.map(({step}) => step),
	);
	await assertOver(workshop, outcome.intent.id, 'finished');
});

test('a change that was decided on what is not so any more is a conflict, and nothing is sent', async () => {
	const {tokenId, input} = await anUpdate(workshop);
	await service.iam.updateToken(tokenId, {name: 'changed elsewhere'});
	const between = await stateOf(workshop, tokenId);
	const {outcome} = await run(updateToken(deps, input));
	assert.ok(outcome.kind === 'stopped');
	assert.deepEqual([outcome.failure.kind, outcome.operationId], ['conflict', undefined]);
	assert.ok(isSameState(await stateOf(workshop, tokenId), between));
	assert.deepEqual(
		Object.values(await statesOf(workshop)).filter(status => status === 'interrupted'),
		[],
	);
});

test('a second change of a token waits for an open one to be ended', async () => {
	const {input} = await anUpdate(workshop);
	cutPatch();
	const id = stoppedId((await run(updateToken(deps, input))).outcome);
	passOn();
	const {outcome} = await run(updateToken(deps, input));
	assert.ok(outcome.kind === 'stopped' && outcome.failure.kind === 'conflict');
	assert.ok(outcome.failure.remedy.includes(id));
	assert.equal(outcome.operationId, undefined);
	const {outcome: finished} = await run(finishUpdate(deps, await takeUpUpdate(workshop, id)));
	assert.equal(finished.kind, 'updated');
});

test('a service that merges keys is said to, and both keys stay as they are', async () => {
	const merging = await makeSandbox({
		directory: join(home, 'sandbox'),
		origin,
		clock: {...systemClock, now: workshop.clock.now},
		random: systemRandom,
		variants: {patch: 'merge'},
	});
	const {tokenId, print, input} = await anUpdate(workshop, {keyId: 'a key of its own'});
	interceptWith(async request => merging.fetch(request));
	const {outcome} = await run(updateToken(deps, input));
	assert.ok(outcome.kind === 'stopped');
	assert.deepEqual([outcome.failure.kind, outcome.operationId], ['merged', undefined]);
	const now = await stateOf(workshop, tokenId);
	assert.equal(now.keys.length, 2);
	assert.ok(printsOf(now).includes(print));
});

test('a service that answers well and holds something else is said to, and the change can be sent again', async () => {
	const {tokenId, print, input} = await anUpdate(workshop);
	interceptWith(async (request, next) =>
		request.method === 'PATCH' ? next(new Request(request.url, {headers: request.headers})) : next(request),
	);
	const {outcome} = await run(updateToken(deps, input));
	const id = stoppedId(outcome);
	assert.equal(outcome.kind === 'stopped' && outcome.failure.kind, 'not-as-asked');
	passOn();
	const {outcome: finished} = await run(finishUpdate(deps, await takeUpUpdate(workshop, id)));
	assert.equal(finished.kind, 'updated');
	assert.deepEqual(printsOf(await stateOf(workshop, tokenId)), [print]);
});

test('an undo puts the old values back', async () => {
	const {tokenId, input} = await anUpdate(workshop);
	let isCut = false;
	interceptWith(async (request, next) => {
		if (isCut) throw new Error('cut');
		const response = await next(request);
		isCut = request.method === 'PATCH';
		return response;
	});
	const id = stoppedId((await run(updateToken(deps, input))).outcome);
	passOn();
	assert.ok(isSameState(await stateOf(workshop, tokenId), input.wanted));
	const {outcome} = await run(undoUpdate(deps, await takeUpUpdate(workshop, id)));
	assert.equal(outcome.kind, 'undone');
	assert.ok(isSameState(await stateOf(workshop, tokenId), input.before));
	await assertOver(workshop, id, 'undone');
});

test('an undo leaves what somebody else changed since', async () => {
	const {tokenId, input} = await anUpdate(workshop);
	cutPatch();
	const id = stoppedId((await run(updateToken(deps, input))).outcome);
	passOn();
	await service.iam.updateToken(tokenId, {name: 'changed elsewhere'});
	const between = await stateOf(workshop, tokenId);
	const {outcome} = await run(undoUpdate(deps, await takeUpUpdate(workshop, id)));
	assert.equal(outcome.kind, 'too-late');
	assert.ok(isSameState(await stateOf(workshop, tokenId), between));
	await assertOver(workshop, id, 'finished');
});

test('an undo of a token that is gone is too late, and says so', async () => {
	const {tokenId, input} = await anUpdate(workshop);
	cutPatch();
	const id = stoppedId((await run(updateToken(deps, input))).outcome);
	passOn();
	await service.iam.deleteToken(tokenId);
	const {outcome} = await run(undoUpdate(deps, await takeUpUpdate(workshop, id)));
	assert.match(outcome.kind === 'too-late' ? outcome.note : '', /not there/);
	await assertOver(workshop, id, 'finished');
});
