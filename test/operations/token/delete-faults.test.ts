import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {deleteToken, finishDelete} from '../../../source/operations/token/delete-token.ts';
import {undoDelete} from '../../../source/operations/token/undo-delete.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {faultAt, faults} from '../faults.ts';
import {assertOver, statesOf, tokensOnKey} from '../invariants.ts';
import {takeUpDelete} from '../take-up.ts';

const workshop = await aWorkshop({after});
const {deps, anInput, interceptWith, passOn} = workshop;

/** A token, and the input that deletes it with its key. */
const aTarget = async () => {
	const {name, keyPair, ...rest} = await anInput();
	const {outcome} = await run(createToken(deps, {name, keyPair, ...rest}));
	assert.ok(outcome.kind === 'created');
	const print = keyPair.thumbprint;
	return {print, keyPair, input: {tokenId: outcome.token.id, name, removeKeys: [print]}};
};

/** What is left of a token: never a token whose key is gone. */
const leftOf = async (print: string) => {
	const row = await deps.keyStore.find(print);
	const left = {
		tokens: (await tokensOnKey(workshop, print)).length,
		hasKey: row.ok && row.value?.status === 'ready',
	};
	assert.ok(left.hasKey || left.tokens === 0, 'a token is there and its key is gone');
	return left;
};

/** Deletes a token while request number `at` meets a fault, then ends it one way or the other. */
const round = async (fault: (typeof faults)[number], at: number, way: 'resume' | 'undo') => {
	const {print, input} = await aTarget();
	const {faulty, wasMet, seen} = faultAt(fault, at);
	interceptWith(faulty);
	const {outcome} = await run(deleteToken(deps, input));
	passOn();
	const where = `request ${at}, ${seen[at]}, ${way}`;
	const left = await leftOf(print);
	if (outcome.kind === 'deleted') {
		assert.deepEqual(left, {tokens: 0, hasKey: false}, where);
		await assertOver(workshop, outcome.intent.id, 'finished');
	} else {
		const {operationId, failure} = outcome;
		assert.ok(operationId && failure.message && failure.remedy, where);
		assert.equal((await statesOf(workshop))[operationId], 'interrupted', where);
		if (way === 'undo') {
			const {outcome: undone} = await run(undoDelete(deps, await takeUpDelete(workshop, operationId)));
			assert.equal(undone.kind, left.tokens === 1 ? 'undone' : 'too-late', where);
			assert.deepEqual(await leftOf(print), left, `${where}: undoing changes nothing`);
			if (undone.kind === 'undone') await assertOver(workshop, operationId, 'undone');
		}
		if (way === 'resume' || left.tokens === 0) {
			const {outcome: resumed} = await run(finishDelete(deps, await takeUpDelete(workshop, operationId)));
			assert.equal(resumed.kind, 'deleted', where);
			assert.deepEqual(await leftOf(print), {tokens: 0, hasKey: false}, where);
			await assertOver(workshop, operationId, 'finished');
		}
	}
	await workshop.clear();
	return {wasMet: wasMet(), endedItself: outcome.kind === 'deleted'};
};

for (const fault of faults) {
	test(`a delete that meets ${fault.name} at any of its requests ends whole, by itself, resumed or called off`, async () => {
		for (let at = 0; ; at++) {
			const {wasMet, endedItself} = await round(fault, at, 'resume');
			if (!endedItself) await round(fault, at, 'undo');
			if (wasMet) continue;
			assert.equal(at, 2, 'the delete and the list were broken once each');
			break;
		}
	});
}

test('a key that another token uses is kept when one of the two is deleted', async () => {
	const {print, input, keyPair} = await aTarget();
	const {outcome: created} = await run(createToken(deps, await anInput({keyPair})));
	assert.equal(created.kind, 'created');
	const {outcome, events} = await run(deleteToken(deps, input));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 1, hasKey: true});
	assert.ok(events.some(({detail}) => detail?.startsWith('kept: the token')));
	await workshop.clear();
});

test('a token that is gone already is deleted all the same, and its key removed', async () => {
	const {print, input} = await aTarget();
	await deps.service.iam.deleteToken(input.tokenId);
	const {outcome} = await run(deleteToken(deps, input));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 0, hasKey: false});
	await workshop.clear();
});

test('a key stays where nobody asked for it to be removed', async () => {
	const {print, input} = await aTarget();
	const {outcome} = await run(deleteToken(deps, {...input, removeKeys: []}));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 0, hasKey: true});
	await workshop.clear();
});
