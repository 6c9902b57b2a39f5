import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {advanceRotation, rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {aRotation, takeUpRotation} from './a-rotation.ts';

const workshop = await aWorkshop({after});

const begun = async (...rest: Parameters<typeof aRotation> extends [unknown, ...infer R] ? R : never) => {
	const rotation = await aRotation(workshop, ...rest);
	const {outcome} = await run(rotateKey(rotation.deps, rotation.input('overlap')));
	assert.ok(outcome.kind === 'overlapping', JSON.stringify(outcome));
	return {rotation, outcome};
};

test('both keys work once a rotation has begun, and it stays open for as long as the application needs', async () => {
	const {rotation, outcome} = await begun();
	const {intent, withoutKeyId} = outcome;
	assert.match(intent.newKey.kid, /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
	assert.deepEqual(withoutKeyId, {oldKey: 'accepted', newKey: 'accepted'});
	assert.equal(outcome.newKey, 'accepted');
	assert.equal(await rotation.offer('old', rotation.oldKeyId), 'accepted');
	assert.equal(await rotation.offer('new', intent.newKey.kid), 'accepted');
	assert.equal(await rotation.isNewKeyHere(), true);
	assert.equal((await statesOf(workshop))[intent.id], 'interrupted');
	await workshop.clear();
});

test('a finished rotation leaves the new key alone, for clients with its key id, the token id or none, and proves that the old one is refused', async () => {
	const {rotation, outcome} = await begun();
	const {id, newKey} = outcome.intent;
	const {outcome: ended} = await run(
		advanceRotation(rotation.deps, await takeUpRotation(workshop, id), {finish: true}),
	);
	assert.ok(ended.kind === 'rotated', JSON.stringify(ended));
	assert.deepEqual([ended.newKey, ended.oldKey], ['accepted', 'refused']);
	for (const as of [newKey.kid, rotation.tokenId, undefined])
		assert.equal(await rotation.offer('new', as), 'accepted', as);
	for (const as of [rotation.oldKeyId, undefined]) assert.equal(await rotation.offer('old', as), 'refused');
	assert.deepEqual(await rotation.printsNow(), [rotation.newPair.thumbprint]);
	await assertOver(workshop, id, 'finished');
	await workshop.clear();
});

test('a rotation is finished also where the token was renamed meanwhile, which stays', async () => {
	const {rotation, outcome} = await begun();
	const {service} = workshop;
	assert.ok((await service.iam.updateToken(rotation.tokenId, {name: 'renamed meanwhile'})).ok);
	const operation = await takeUpRotation(workshop, outcome.intent.id);
	const {outcome: ended} = await run(advanceRotation(rotation.deps, operation, {finish: true}));
	assert.equal(ended.kind, 'rotated', JSON.stringify(ended));
	const token = await service.iam.getToken(rotation.tokenId);
	assert.ok(token.ok && token.value.value.name === 'renamed meanwhile');
	await workshop.clear();
});

test('a rotation that is rolled back leaves the old key alone, and nothing of the new one', async () => {
	const {rotation, outcome} = await begun();
	const {id} = outcome.intent;
	const {outcome: undone} = await run(undoRotation(rotation.deps, await takeUpRotation(workshop, id)));
	assert.equal(undone.kind, 'undone', JSON.stringify(undone));
	assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint]);
	assert.equal(await rotation.offer('new', undefined), 'refused');
	assert.equal(await rotation.offer('old', rotation.oldKeyId), 'accepted');
	assert.equal(await rotation.isNewKeyHere(), false);
	await assertOver(workshop, id, 'undone');
	await workshop.clear();
});

test('a swap puts the new key in the place of the old one, under its key id', async () => {
	const rotation = await aRotation(workshop);
	const {outcome} = await run(rotateKey(rotation.deps, rotation.input('swap')));
	assert.ok(outcome.kind === 'rotated', JSON.stringify(outcome));
	assert.equal(outcome.oldKey, 'refused');
	assert.equal(await rotation.offer('new', rotation.oldKeyId), 'accepted');
	assert.equal(await rotation.offer('old', undefined), 'refused');
	await assertOver(workshop, outcome.intent.id, 'finished');
	await workshop.clear();
});

test('a token is rotated a second time as it was the first', async () => {
	const {rotation, outcome} = await begun();
	const operation = await takeUpRotation(workshop, outcome.intent.id);
	await run(advanceRotation(rotation.deps, operation, {finish: true}));
	const token = await workshop.service.iam.getToken(rotation.tokenId);
	assert.ok(token.ok);
	const second = await aRotation(workshop);
	const {tokenState} = await import('../../../source/operations/token/token-state.ts');
	const input = {
		...second.input('overlap'),
		tokenId: rotation.tokenId,
		before: tokenState(token.value.value),
	};
	const deps = {...second.deps, unlock: async () => undefined};
	const {outcome: again} = await run(rotateKey(deps, input));
	assert.ok(again.kind === 'overlapping', JSON.stringify(again));
	const {outcome: ended} = await run(
		advanceRotation(deps, await takeUpRotation(workshop, again.intent.id), {finish: true}),
	);
	assert.ok(ended.kind === 'rotated' && ended.oldKey === 'not-tried', JSON.stringify(ended));
	assert.deepEqual(await rotation.printsNow(), [second.newPair.thumbprint]);
	assert.equal(await rotation.offer('new', undefined), 'refused');
	await workshop.clear();
});

test('one rotation of a token at a time', async () => {
	const {rotation, outcome} = await begun();
	const {outcome: second} = await run(rotateKey(rotation.deps, rotation.input('swap')));
	assert.ok(second.kind === 'stopped' && second.failure.kind === 'conflict', JSON.stringify(second));
	assert.match(second.failure.remedy, new RegExp(outcome.intent.id));
	assert.equal(await rotation.offer('old', rotation.oldKeyId), 'accepted');
	await workshop.clear();
});

test('a key of another algorithm, or the one that is there, is refused before anything is sent', async () => {
	const rotation = await aRotation(workshop);
	const input = rotation.input('overlap');
	const sent: string[] = [];
	workshop.interceptWith(async (request, next) => {
		sent.push(request.method);
		return next(request);
	});
	const {outcome: other} = await run(
		rotateKey(rotation.deps, {...input, before: {...input.before, algorithm: 'RS256'}}),
	);
	assert.ok(other.kind === 'stopped' && other.failure.kind === 'other-algorithm');
	const {outcome: published} = await run(
		rotateKey(rotation.deps, {...input, before: {...input.before, jwksUri: 'https://keys.example'}}),
	);
	assert.ok(published.kind === 'stopped' && published.failure.kind === 'keys-elsewhere');
	workshop.passOn();
	assert.deepEqual(sent, []);
	await workshop.clear();
});
