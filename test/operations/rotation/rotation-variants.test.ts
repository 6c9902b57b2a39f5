import assert from 'node:assert/strict';
import {test} from 'node:test';
import {advanceRotation, rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import type {Variants} from '../../../source/sandbox/variant-table.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver} from '../invariants.ts';
import {type ARotation, aRotation, takeUpRotation} from './a-rotation.ts';

type Client = {readonly key: 'old' | 'new'; readonly as: string | undefined; readonly refused: string[]};

/** Clients that call without pause, each noting when it is refused, until they are stopped. */
const someClients = ({offer}: ARotation) => {
	let isOver = false;
	let phase = 'before';
	const running: Promise<void>[] = [];
	const add = (key: Client['key'], as: string | undefined): Client => {
		const client: Client = {key, as, refused: []};
		running.push(
			(async () => {
				while (!isOver) {
					const at = phase;
					if ((await offer(key, as)) === 'refused') client.refused.push(at);
				}
			})(),
		);
		return client;
	};
	return {
		add,
		enter(name: string) {
			phase = name;
		},
		async stop() {
			isOver = true;
			await Promise.all(running);
		},
	};
};

const rows: readonly (Partial<Variants> & {readonly overlaps: boolean})[] = [
	{patch: 'replace', kid: 'unique', overlaps: true},
	{patch: 'merge', 'ec-jwk': 'checked', overlaps: true},
	{patch: 'one-key', overlaps: false},
	{keys: 'one', overlaps: false},
];

for (const {overlaps, ...variants} of rows) {
	for (const hasOwnKeyId of [false, true]) {
		const title = `${JSON.stringify(variants)}, ${hasOwnKeyId ? 'a key id of its own' : 'the token id as key id'}`;
		test(`no client fails that was said to work while a key is rotated: ${title}`, async t => {
			const workshop = await aWorkshop(t, undefined, variants);
			const rotation = await aRotation(workshop, hasOwnKeyId ? {keyId: 'legacy-2024'} : {});
			const clients = someClients(rotation);
			const old = [clients.add('old', rotation.oldKeyId), clients.add('old', undefined)];
			const {outcome} = await run(rotateKey(rotation.deps, rotation.input('overlap')));
			if (outcome.kind !== 'overlapping') {
				assert.equal(overlaps, false, JSON.stringify(outcome));
				assert.ok(
					outcome.kind === 'stopped' && outcome.failure.kind === 'no-overlap',
					JSON.stringify(outcome),
				);
				assert.equal(outcome.operationId, undefined);
				await clients.stop();
				assert.deepEqual(
					old.flatMap(({refused}) => refused),
					[],
					'the old key worked all the time',
				);
				assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint]);
				const {outcome: swapped} = await run(rotateKey(rotation.deps, rotation.input('swap')));
				assert.ok(swapped.kind === 'rotated', JSON.stringify(swapped));
				assert.equal(swapped.oldKey, 'refused');
				assert.equal(await rotation.offer('new', rotation.oldKeyId), 'accepted');
				return;
			}
			assert.equal(overlaps, true);
			const {id, newKey} = outcome.intent;
			const fresh = [clients.add('new', newKey.kid), clients.add('new', undefined)];
			assert.deepEqual(
				old.flatMap(({refused}) => refused),
				[],
			);
			clients.enter('finishing');
			const {outcome: ended} = await run(
				advanceRotation(rotation.deps, await takeUpRotation(workshop, id), {finish: true}),
			);
			assert.ok(ended.kind === 'rotated', JSON.stringify(ended));
			assert.equal(ended.oldKey, 'refused');
			await clients.stop();
			assert.deepEqual(
				fresh.flatMap(({refused}) => refused),
				[],
				'the new key worked all the time',
			);
			assert.deepEqual([...new Set(old.flatMap(({refused}) => refused))], ['finishing']);
			assert.equal(await rotation.offer('new', rotation.tokenId), 'accepted');
			assert.deepEqual(await rotation.printsNow(), [rotation.newPair.thumbprint]);
			await assertOver(workshop, id, 'finished');
		});
	}
}

for (const patch of ['replace', 'merge'] as const) {
	test(`a rotation is rolled back where the service answers a PATCH with ${patch}`, async t => {
		const workshop = await aWorkshop(t, undefined, {patch});
		const rotation = await aRotation(workshop);
		const {outcome} = await run(rotateKey(rotation.deps, rotation.input('overlap')));
		assert.ok(outcome.kind === 'overlapping', JSON.stringify(outcome));
		const clients = someClients(rotation);
		const old = [clients.add('old', rotation.oldKeyId), clients.add('old', undefined)];
		const operation = await takeUpRotation(workshop, outcome.intent.id);
		const {outcome: undone} = await run(undoRotation(rotation.deps, operation));
		await clients.stop();
		assert.equal(undone.kind, 'undone', JSON.stringify(undone));
		assert.deepEqual(
			old.flatMap(({refused}) => refused),
			[],
		);
		assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint]);
		assert.equal(await rotation.offer('new', undefined), 'refused');
		assert.equal(await rotation.isNewKeyHere(), false);
	});
}
