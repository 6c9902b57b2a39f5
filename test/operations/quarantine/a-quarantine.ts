import assert from 'node:assert/strict';
import type {QuarantineIntent} from '../../../source/operations/intent.ts';
import type {OwnedOperation} from '../../../source/operations/operations.ts';
import type {QuarantineInput} from '../../../source/operations/quarantine/quarantine-token.ts';
import type {Workshop} from '../a-workshop.ts';
import {anAccess, type Places} from '../access/an-access.ts';
import {statesOf} from '../invariants.ts';
import {aRotation} from '../rotation/a-rotation.ts';

/** How a quarantine can end. */
export type Ending = 'swap' | 'delete';

/** A token that may do something in Alpha and is a member of Beta, and whose key leaked; with the pair that may take its place. */
export const aQuarantine = async (workshop: Workshop) => {
	const rotation = await aRotation(workshop, {grants: workshop.grants});
	const {tokenId, before, newPair} = rotation;
	const {placesOf, isAt} = anAccess(workshop);
	const places: Places = await placesOf(tokenId);
	assert.deepEqual(Object.keys(places).sort(), ['Alpha', 'Beta']);
	return {
		...rotation,
		rotateInput: rotation.input,
		places,
		placesNow: async () => placesOf(tokenId),
		input: (ending: Ending): QuarantineInput => ({
			tokenId,
			before,
			...(ending === 'swap' && {swap: {keyPair: newPair}}),
		}),
		/** Asserts that the new key alone works, with the rights of before. */
		async assertSwapped(why = '') {
			assert.deepEqual(await rotation.printsNow(), [newPair.thumbprint], why);
			assert.equal(await rotation.isNewKeyHere(), true, why);
			assert.equal(await rotation.offer('old', rotation.oldKeyId), 'refused', why);
			assert.equal(await rotation.offer('new', rotation.oldKeyId), 'accepted', why);
			const now = await placesOf(tokenId);
			assert.ok(isAt(now, places), `${why} ${JSON.stringify(now)}`);
		},
		/** Asserts that all is as it was before. */
		async assertUntouched(why = '') {
			assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint], why);
			assert.equal(await rotation.isNewKeyHere(), false, why);
			const now = await placesOf(tokenId);
			assert.ok(isAt(now, places), `${why} ${JSON.stringify(now)}`);
		},
		async assertDeleted(why = '') {
			assert.deepEqual(
				(await workshop.tokensNow()).filter(({id}) => id === tokenId),
				[],
				why,
			);
			assert.equal(await rotation.offer('old', rotation.oldKeyId), 'refused', why);
		},
	};
};

/** Takes up the one operation that is open, which is a quarantine. */
export const takeUpQuarantine = async (workshop: Workshop): Promise<OwnedOperation<QuarantineIntent>> => {
	const open = Object.entries(await statesOf(workshop)).filter(([, status]) => status === 'interrupted');
	assert.equal(open.length, 1, 'one operation is open');
	const taken = await workshop.deps.operations.takeUp(open[0]?.[0] ?? '');
	assert.ok(taken.ok, JSON.stringify(taken));
	const {intent} = taken.value;
	assert.ok(intent.kind === 'quarantine-token');
	return {...taken.value, intent};
};
