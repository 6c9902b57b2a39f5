import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {changeAccess, finishAccess, undoAccess} from '../../../source/operations/access/change-access.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {type Fault, faultAt, faults} from '../faults.ts';
import {statesOf} from '../invariants.ts';
import {takeUpAccess} from '../take-up.ts';
import {aRival, serviceWith, type Way} from './a-rival.ts';
import {accessKinds, anAccess} from './an-access.ts';

const workshop = await aWorkshop({after});
const {deps, projects, interceptWith, passOn} = workshop;
const {aChange, assertAt, placesOf, isAt} = anAccess(workshop);
const rival = await aRival(workshop);

/** Runs a change whose request number `at` meets a fault, and ends it one way or the other; says whether the fault was met. */
const round = async (way: Way, fault: Fault, at: number) => {
	const kind = accessKinds[at % accessKinds.length] ?? 'set-policy';
	const {id, input, before, after: wanted} = await aChange(kind);
	await rival.choose(projects.beta.id);
	const service = serviceWith(way);
	const {faulty, wasMet, seen} = faultAt(fault, at);
	interceptWith(async (request, next) => faulty(request, async passed => service(passed, next)));
	const {outcome} = await run(changeAccess(deps, input));
	interceptWith(service);
	const where = `${kind}, ${fault.name} at request ${at}, ${seen[at]}: ${JSON.stringify(outcome)}`;
	if (outcome.kind === 'access-changed') {
		await assertAt(id, wanted, where);
	} else if (outcome.operationId === undefined) {
		await assertAt(id, before, where);
	} else {
		const {operationId, failure} = outcome;
		assert.ok(failure.message && failure.remedy, where);
		const now = await placesOf(id);
		assert.ok(isAt(now, before) || isAt(now, wanted), `${where}: ${JSON.stringify(now)}`);
		const operation = await takeUpAccess(workshop, operationId);
		if (at % 2 === 0) {
			const {outcome: resumed} = await run(finishAccess(deps, operation));
			assert.equal(resumed.kind, 'access-changed', `${where}: ${JSON.stringify(resumed)}`);
			await assertAt(id, wanted, where);
		} else {
			const {outcome: undone} = await run(undoAccess(deps, operation));
			assert.equal(undone.kind, 'undone', `${where}: ${JSON.stringify(undone)}`);
			await assertAt(id, before, where);
		}
	}
	passOn();
	assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'), where);
	// A session that was renewed has an active project of its own.
	if (fault.name !== 'the end of the session') assert.equal(await rival.active(), projects.beta.id, where);
	await workshop.clear();
	return wasMet();
};

const isShort = ({name}: Fault) =>
	['a 503 after the effect', 'a connection cut before the effect', 'a refusal with 403'].includes(name);

for (const [way, chosen, fewest] of [
	['a project-scoped token', faults, 4],
	['the active project', faults.filter(isShort), 11],
] as const) {
	for (const fault of chosen) {
		test(`a change of access by way of ${way} that meets ${fault.name} at any of its requests ends whole`, async () => {
			let at = 0;
			while (await round(way, fault, at)) at += 1;
			assert.ok(at >= fewest, `only ${at} requests were broken`);
		});
	}
}
