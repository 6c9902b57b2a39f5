import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {
	advanceRotation,
	type RotateOutcome,
	rotateKey,
} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {faultAt, faults} from '../faults.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {type ARotation, aRotation, takeUpRotation} from './a-rotation.ts';

const workshop = await aWorkshop({after});
const {interceptWith, passOn} = workshop;

const outcomes = {
	old: async ({offer, oldKeyId}: ARotation) => assert.equal(await offer('old', oldKeyId), 'accepted'),
	new: async ({offer, tokenId}: ARotation) => assert.equal(await offer('new', tokenId), 'accepted'),
};

/** Ends a rotation that stopped, one way or the other, and looks that one key is left, which works. */
const assertEnds = async (
	rotation: ARotation,
	outcome: RotateOutcome,
	{finish, undo, where}: {readonly finish: boolean; readonly undo: boolean; readonly where: string},
) => {
	const id = outcome.kind === 'stopped' ? outcome.operationId : outcome.intent.id;
	if (outcome.kind === 'rotated') {
		await outcomes.new(rotation);
		return;
	}
	if (id === undefined) {
		// It is over: all is as before, and nothing is left open.
		assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint], where);
		await outcomes.old(rotation);
		assert.ok(!Object.values(await statesOf(workshop)).includes('interrupted'), where);
		return;
	}
	assert.equal((await statesOf(workshop))[id], 'interrupted', where);
	const prints = await rotation.printsNow();
	assert.ok(prints.includes(rotation.oldPrint) || prints.includes(rotation.newPair.thumbprint), where);
	assert.equal(await rotation.isNewKeyHere(), true, `${where}: the new key is kept`);
	const operation = await takeUpRotation(workshop, id);
	if (undo) {
		const {outcome: undone} = await run(undoRotation(rotation.deps, operation));
		assert.equal(undone.kind, 'undone', `${where}: ${JSON.stringify(undone)}`);
		assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint], where);
		await outcomes.old(rotation);
		await assertOver(workshop, id, 'undone');
		return;
	}
	const {outcome: ended} = await run(advanceRotation(rotation.deps, operation, {finish}));
	assert.equal(ended.kind, finish ? 'rotated' : 'overlapping', `${where}: ${JSON.stringify(ended)}`);
	if (!finish) {
		await outcomes.old(rotation);
		return;
	}
	await outcomes.new(rotation);
	assert.deepEqual(await rotation.printsNow(), [rotation.newPair.thumbprint], where);
	await assertOver(workshop, id, 'finished');
};

// A refusal, a reply that is lost, a request that never arrives; what other faults are taken for is told by test/api.
const telling = /400|503 after|cut before/;

for (const fault of faults.filter(({name}) => telling.test(name))) {
	test(`a rotation that meets ${fault.name} at any of its requests ends whole, resumed or rolled back`, async () => {
		for (const finish of [false, true]) {
			for (let at = 0; ; at++) {
				const rotation = await aRotation(workshop);
				const first = finish ? await run(rotateKey(rotation.deps, rotation.input('overlap'))) : undefined;
				const {faulty, wasMet, seen} = faultAt(fault, at);
				const id = first?.outcome.kind === 'overlapping' ? first.outcome.intent.id : '';
				const operation = finish ? await takeUpRotation(workshop, id) : undefined;
				interceptWith(async (request, next) =>
					request.url.endsWith('/jwks.json') ? next(request) : faulty(request, next),
				);
				const {outcome} = operation
					? await run(advanceRotation(rotation.deps, operation, {finish}))
					: await run(rotateKey(rotation.deps, rotation.input('overlap')));
				passOn();
				const where = `${finish ? 'finish' : 'begin'}, request ${at}, ${seen[at]}`;
				// Every other request is ended the other way, so that each way is gone from each kind of request.
				await assertEnds(rotation, outcome, {finish, undo: (at + Number(finish)) % 2 === 1, where});
				await workshop.clear();
				if (!wasMet()) break;
			}
		}
	});
}
