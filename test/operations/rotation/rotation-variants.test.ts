import assert from 'node:assert/strict';
import {test} from 'node:test';
import {overlapUses} from '../../../source/operations/rotation/overlap-uses.ts';
import {
	advanceRotation,
	type RotateOutcome,
	rotateKey,
} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {tokenState} from '../../../source/operations/token/token-state.ts';
import {variantTable} from '../../../source/sandbox/variant-table.ts';
import {parseVariants} from '../../../source/sandbox/variants.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {allPairs} from '../all-pairs.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {aCrowd} from './a-crowd.ts';
import {aRotation, takeUpRotation} from './a-rotation.ts';
import {mortalOperations, runUntilDeath} from './mortal.ts';

const courses = [
	'roll back',
	'killed and finished',
	'killed in the beginning and rolled back',
	'killed at the end and rolled back',
	'swap, killed and resumed',
	'swap, killed and rolled back',
] as const;

const ownTable = [
	{name: 'course', values: courses},
	{name: 'old-kid', values: ['token-id', 'own']},
	{name: 'moment', values: ['before', 'after']},
] as const;

type Row = ReturnType<typeof allPairs>[number];

const isChange = ({method}: Request) => method === 'PATCH';

/** Whether two keys of a token can work side by side, for clients without a key id as well as before. */
const canOverlap = (row: Row) =>
	row['keys'] !== 'one' &&
	row['patch'] !== 'one-key' &&
	// The new key stands first.
	row['no-kid'] !== 'first';

const rowsOf = () => allPairs([...variantTable, ...ownTable]);

const aCourse = async (t: Parameters<typeof aWorkshop>[0], row: Row) => {
	const own = new Set<string>(ownTable.map(({name}) => name));
	const given = Object.entries(row).flatMap(([name, value]) => (own.has(name) ? [] : [`${name}=${value}`]));
	const variants = parseVariants(given);
	assert.ok(variants.ok);
	const workshop = await aWorkshop(t, undefined, variants.value);
	workshop.reachBy('call');
	const rotation = await aRotation(workshop, {
		...(row['old-kid'] === 'own' && {keyId: 'legacy-2024'}),
		// A token that keeps one key can not get another key id from a service that adds keys to those there are.
		isMadeElsewhere: row['keys'] === 'one' && row['patch'] === 'merge',
	});
	const crowd = aCrowd(workshop, rotation);
	crowd.watch();
	await crowd.look('before all');
	const moment = row['moment'] === 'after' ? 'after' : 'before';
	const death = {at: 0, moment, counts: isChange} as const;
	const mortal = {...rotation.deps, operations: mortalOperations(workshop)};
	const where = JSON.stringify(row);

	/** Takes up what was left open by a program that died. */
	const takeUp = async () => {
		const [id = '', ...others] = Object.entries(await statesOf(workshop)).flatMap(([each, status]) =>
			status === 'interrupted' ? [each] : [],
		);
		assert.deepEqual(others, [], where);
		return takeUpRotation(workshop, id);
	};

	const assertAlone = async (key: 'old' | 'new', keyIds: readonly string[]) => {
		const print = key === 'old' ? rotation.oldPrint : rotation.newPair.thumbprint;
		assert.deepEqual(await rotation.printsNow(), [print], where);
		const from = crowd.count();
		await crowd.look('after all');
		const other = key === 'old' ? 'new' : 'old';
		for (const keyId of keyIds) crowd.assertAlways({key, keyId}, 'accepted', {from, where});
		const without = row['no-kid'] === 'refused' ? 'refused' : 'accepted';
		crowd.assertAlways({key, keyId: undefined}, without, {from, where});
		for (const keyId of [...keyIds, rotation.oldKeyId, rotation.tokenId, undefined])
			crowd.assertAlways({key: other, keyId}, 'refused', {from, where});
	};

	/** The old key, as it was used before: by its key id, and without one where that was served. */
	const assertOldServed = (to?: number) => {
		const more = {where, ...(to !== undefined && {to})};
		crowd.assertAlways({key: 'old', keyId: rotation.oldKeyId}, 'accepted', more);
		if (row['no-kid'] === 'any') crowd.assertAlways({key: 'old', keyId: undefined}, 'accepted', more);
	};

	const assertRolledBack = async (id: string) => {
		assertOldServed();
		await assertAlone('old', [rotation.oldKeyId]);
		assert.equal(await rotation.isNewKeyHere(), false, where);
		await assertOver(workshop, id, 'undone');
	};

	return {
		workshop,
		rotation,
		crowd,
		death,
		mortal,
		where,
		takeUp,
		assertAlone,
		assertOldServed,
		assertRolledBack,
	};
};

type Course = Awaited<ReturnType<typeof aCourse>>;

const begin = async (
	{rotation, crowd, death, mortal, takeUp}: Course,
	isKilled: boolean,
): Promise<RotateOutcome> => {
	if (!isKilled) return (await run(rotateKey(rotation.deps, rotation.input('overlap')))).outcome;
	assert.equal(await runUntilDeath(crowd, rotateKey(mortal, rotation.input('overlap')), death), 'dead');
	return (await run(advanceRotation(rotation.deps, await takeUp()))).outcome;
};

/** A service on which two keys do not go together: it is said, and all is as before; a swap works all the same. */
const assertNoOverlap = async (course: Course, outcome: RotateOutcome) => {
	const {workshop, rotation, crowd, where, assertOldServed, assertAlone} = course;
	assert.ok(
		outcome.kind === 'stopped' && outcome.failure.kind === 'no-overlap',
		`${where}: ${JSON.stringify(outcome)}`,
	);
	assert.equal(outcome.operationId, undefined, where);
	assertOldServed();
	await assertAlone('old', [rotation.oldKeyId]);
	assert.equal(await rotation.isNewKeyHere(), false, where);
	// A service that merges has the old key under the key id of the new one now.
	const token = await workshop.service.iam.getToken(rotation.tokenId);
	assert.ok(token.ok);
	const input = {...rotation.input('swap'), before: tokenState(token.value.value)};
	const {outcome: swapped} = await run(rotateKey(rotation.deps, input));
	assert.ok(
		swapped.kind === 'rotated' && swapped.oldKey === 'refused',
		`${where}: ${JSON.stringify(swapped)}`,
	);
	await assertAlone('new', [rotation.oldKeyId]);
	crowd.passOn();
};

/** Whatever was said to work does, at every moment until it is finished. */
const assertAsSaid = (
	{crowd, where}: Course,
	outcome: Extract<RotateOutcome, {readonly kind: 'overlapping'}>,
	from: number,
	to: number,
) => {
	for (const {key, keyId, works} of overlapUses(outcome, outcome.intent)) {
		assert.notEqual(works, 'not-tried', where);
		if (works === 'not-tried') continue;
		crowd.assertAlways({key, keyId}, works, {from, to, where});
	}
};

const finishes = async (course: Course, row: Row) => {
	const {workshop, rotation, crowd, death, mortal, where, takeUp, assertAlone, assertOldServed} = course;
	const outcome = await begin(course, true);
	if (!canOverlap(row)) return assertNoOverlap(course, outcome);
	assert.ok(outcome.kind === 'overlapping', `${where}: ${JSON.stringify(outcome)}`);
	const from = crowd.count();
	const {id} = outcome.intent;
	const operation = await mortal.operations.takeUp(id);
	assert.ok(operation.ok && operation.value.intent.kind === 'rotate-key', where);
	const owned = {...operation.value, intent: operation.value.intent};
	assert.equal(await runUntilDeath(crowd, advanceRotation(mortal, owned, {finish: true}), death), 'dead');
	const {outcome: ended} = await run(advanceRotation(rotation.deps, await takeUp(), {finish: true}));
	assert.ok(ended.kind === 'rotated' && ended.oldKey === 'refused', `${where}: ${JSON.stringify(ended)}`);
	// The first of these looks is the one before the change that finishes it.
	assertOldServed(from + 1);
	assertAsSaid(course, outcome, from, from + 1);
	const {kid} = outcome.intent.newKey;
	crowd.assertAlways({key: 'new', keyId: kid}, 'accepted', {from, where});
	if (outcome.withoutKeyId.newKey === 'accepted')
		crowd.assertAlways({key: 'new', keyId: undefined}, 'accepted', {from, where});
	await assertAlone('new', [kid, rotation.tokenId]);
	await assertOver(workshop, id, 'finished');
};

const rollsBack = async (course: Course, row: Row, killed: 'nowhere' | 'beginning' | 'end') => {
	const {rotation, crowd, death, mortal, where, takeUp, assertRolledBack} = course;
	const undo = async () => {
		const operation = await takeUp();
		const {outcome} = await run(undoRotation(rotation.deps, operation));
		assert.equal(outcome.kind, 'undone', `${where}: ${JSON.stringify(outcome)}`);
		return operation.intent.id;
	};
	if (killed === 'beginning') {
		assert.equal(await runUntilDeath(crowd, rotateKey(mortal, rotation.input('overlap')), death), 'dead');
		return assertRolledBack(await undo());
	}
	const outcome = await begin(course, false);
	if (!canOverlap(row)) return assertNoOverlap(course, outcome);
	assert.ok(outcome.kind === 'overlapping', `${where}: ${JSON.stringify(outcome)}`);
	if (killed === 'nowhere') {
		const from = crowd.count();
		const id = await undo();
		assertAsSaid(course, outcome, from, from + 1);
		return assertRolledBack(id);
	}
	const taken = await mortal.operations.takeUp(outcome.intent.id);
	assert.ok(taken.ok && taken.value.intent.kind === 'rotate-key', where);
	const owned = {...taken.value, intent: taken.value.intent};
	assert.equal(await runUntilDeath(crowd, advanceRotation(mortal, owned, {finish: true}), death), 'dead');
	await undo();
	// Once it was to be finished the old key may have been refused, until it was put back.
	await course.assertAlone('old', [rotation.oldKeyId]);
};

const swaps = async (course: Course, then: 'resumed' | 'rolled back') => {
	const {workshop, rotation, crowd, death, mortal, where, takeUp, assertAlone} = course;
	assert.equal(await runUntilDeath(crowd, rotateKey(mortal, rotation.input('swap')), death), 'dead', where);
	const operation = await takeUp();
	if (then === 'rolled back') {
		const {outcome} = await run(undoRotation(rotation.deps, operation));
		assert.equal(outcome.kind, 'undone', `${where}: ${JSON.stringify(outcome)}`);
		await assertAlone('old', [rotation.oldKeyId]);
		return assertOver(workshop, operation.intent.id, 'undone');
	}
	const {outcome} = await run(advanceRotation(rotation.deps, operation));
	const isProven = outcome.kind === 'rotated' && outcome.oldKey === 'refused';
	assert.ok(isProven, `${where}: ${JSON.stringify(outcome)}`);
	await assertAlone('new', [rotation.oldKeyId]);
	await assertOver(workshop, operation.intent.id, 'finished');
};

for (const [index, row] of rowsOf().entries()) {
	const told = Object.entries(row).map(([name, value]) => `${name}=${value}`);
	test(`no client fails that was said to work while a key is rotated: row ${index + 1}, ${told.join(' ')}`, async t => {
		const course = await aCourse(t, row);
		switch (row['course']) {
			case 'killed and finished':
				return finishes(course, row);
			case 'roll back':
				return rollsBack(course, row, 'nowhere');
			case 'killed in the beginning and rolled back':
				return rollsBack(course, row, 'beginning');
			case 'killed at the end and rolled back':
				return rollsBack(course, row, 'end');
			case 'swap, killed and resumed':
				return swaps(course, 'resumed');
			default:
				return swaps(course, 'rolled back');
		}
	});
}
