import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {isSameState} from '../../../source/operations/token/token-state.ts';
import {undoUpdate} from '../../../source/operations/token/undo-update.ts';
import {finishUpdate, updateToken} from '../../../source/operations/token/update-token.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {faultAt, faults} from '../faults.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {anUpdate, stateOf, takeUpUpdate} from './an-update.ts';

const workshop = await aWorkshop({after});
const {deps, interceptWith, passOn} = workshop;

/** Updates a token while request number `at` meets a fault, then ends it one way or the other. */
const round = async (fault: (typeof faults)[number], at: number, way: 'resume' | 'undo') => {
	const {tokenId, input} = await anUpdate(workshop);
	const {faulty, wasMet, seen} = faultAt(fault, at);
	interceptWith(faulty);
	const {outcome} = await run(updateToken(deps, input));
	passOn();
	const where = `request ${at}, ${seen[at]}, ${way}`;
	const now = await stateOf(workshop, tokenId);
	assert.ok(isSameState(now, input.before) || isSameState(now, input.wanted), where);
	if (outcome.kind === 'updated') {
		assert.ok(isSameState(now, input.wanted), where);
		await assertOver(workshop, outcome.intent.id, 'finished');
	} else {
		const {operationId, failure} = outcome;
		assert.ok(operationId && failure.message && failure.remedy, `${where}: ${JSON.stringify(outcome)}`);
		assert.equal((await statesOf(workshop))[operationId], 'interrupted', where);
		const operation = await takeUpUpdate(workshop, operationId);
		const {outcome: ended} =
			way === 'resume' ? await run(finishUpdate(deps, operation)) : await run(undoUpdate(deps, operation));
		assert.equal(ended.kind, way === 'resume' ? 'updated' : 'undone', `${where}: ${JSON.stringify(ended)}`);
		const expected = way === 'resume' ? input.wanted : input.before;
		assert.ok(isSameState(await stateOf(workshop, tokenId), expected), where);
		await assertOver(workshop, operationId, way === 'resume' ? 'finished' : 'undone');
	}
	await workshop.clear();
	return {wasMet: wasMet()};
};

for (const [index, fault] of faults.entries()) {
	test(`an update that meets ${fault.name} at any of its requests ends whole, by itself, resumed or undone`, async () => {
		for (let at = 0; ; at++) {
			const {wasMet} = await round(fault, at, (index + at) % 2 === 0 ? 'resume' : 'undo');
			if (wasMet) continue;
			assert.equal(at, 3, 'the look, the change and the reading back were broken once each');
			break;
		}
	});
}
