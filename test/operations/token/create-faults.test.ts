import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {undoCreate} from '../../../source/operations/token/undo-create.ts';
import type {Intercept} from '../../fixtures/a-served-sandbox.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {faultAt, faults} from '../faults.ts';
import {tokensOnKey} from '../invariants.ts';
import {takeUpCreate} from '../take-up.ts';

const workshop = await aWorkshop({after});
const {deps, anInput, interceptWith, passOn} = workshop;

test('a lost reply to the one POST is made good by finding the token, without a second POST', async () => {
	const fault = faults.find(({name}) => name === 'a connection cut after the effect');
	assert.ok(fault);
	const input = await anInput();
	const {faulty, seen} = faultAt(fault, 0);
	interceptWith(faulty);
	const {outcome, events} = await run(createToken(deps, input));
	passOn();
	assert.ok(outcome.kind === 'created');
	assert.equal(seen.filter(each => each === 'POST /iam/v1/tokens').length, 1);
	assert.ok(events.some(({status, detail}) => status === 'waiting' && detail?.includes('reply was lost')));
	await workshop.clear();
});

test('a token that the service shows only after a while is still found', async () => {
	const input = await anInput();
	let lists = 0;
	interceptWith(async (request, next) => {
		const response = await next(request);
		const {pathname} = new URL(request.url);
		if (request.method === 'POST' && pathname === '/iam/v1/tokens') throw new Error('cut');
		if (request.method !== 'GET' || pathname !== '/iam/v1/tokens') return response;
		lists += 1;
		return lists < 4 ? Response.json({tokens: []}) : response;
	});
	const begun = workshop.clock.now();
	const {outcome} = await run(createToken(deps, input));
	passOn();
	assert.equal(outcome.kind, 'created');
	assert.equal(workshop.clock.now() - begun, 14_000);
	await workshop.clear();
});

test('an undo that finds no token keeps the key and says so, for the service may still show one', async () => {
	const fault = faults.find(({name}) => name === 'a connection cut after the effect');
	assert.ok(fault);
	const input = await anInput();
	const hidden: Intercept = async (request, next) => {
		const isList = request.method === 'GET' && new URL(request.url).pathname === '/iam/v1/tokens';
		return isList ? Response.json({tokens: []}) : next(request);
	};
	const {faulty} = faultAt(fault, 0);
	interceptWith(async (request, next) => faulty(request, async passed => hidden(passed, next)));
	const {outcome} = await run(createToken(deps, input));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined);
	assert.equal(outcome.failure.kind, 'unsure');
	interceptWith(hidden);
	const {outcome: undone} = await run(undoCreate(deps, await takeUpCreate(workshop, outcome.operationId)));
	passOn();
	assert.ok(undone.kind === 'undone');
	assert.match(undone.note, /key is kept/);
	assert.equal((await tokensOnKey(workshop, input.keyPair.thumbprint)).length, 1);
	assert.equal((await deps.keyStore.open(input.keyPair.thumbprint)).ok, true);
	await workshop.clear();
});

test('another token on the same key is not taken for the one whose reply was lost', async () => {
	const older = await anInput();
	await run(createToken(deps, older));
	const input = await anInput({keyPair: older.keyPair, grants: []});
	interceptWith(async (request, next) => {
		if (request.method === 'POST' && request.url.endsWith('/iam/v1/tokens')) throw new Error('cut');
		return next(request);
	});
	const {outcome} = await run(createToken(deps, input));
	passOn();
	assert.equal(outcome.kind === 'stopped' && outcome.failure.kind, 'unsure');
	const operationId = outcome.kind === 'stopped' ? (outcome.operationId ?? '') : '';
	const {outcome: undone} = await run(undoCreate(deps, await takeUpCreate(workshop, operationId)));
	assert.equal(undone.kind, 'undone');
	const left = await tokensOnKey(workshop, older.keyPair.thumbprint);
	assert.deepEqual(
		left.map(({name}) => name),
		[older.name],
	);
	const row = await deps.keyStore.find(older.keyPair.thumbprint);
	assert.equal(row.ok && row.value?.status, 'ready');
	await workshop.clear();
});
