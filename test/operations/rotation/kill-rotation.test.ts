import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {advanceRotation, rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {bundleFixture} from '../../fixtures/bundle-fixture.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {runKilled} from '../run-killed.ts';
import {aRotation, takeUpRotation} from './a-rotation.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-rotation-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});

let program = '';
before(async () => {
	program = await bundleFixture('create-child', base);
});

const changes = ({method}: Request) => method === 'PATCH';

for (const [stage, moment] of [
	['overlap', 'before'],
	['overlap', 'after'],
	['finish', 'before'],
	['finish', 'after'],
	['swap', 'before'],
	['swap', 'after'],
] as const) {
	for (const way of ['resumed', 'rolled back'] as const) {
		test(`a rotation that is killed ${moment} the change of its ${stage} and ${way} leaves one key that works`, async () => {
			const rotation = await aRotation(workshop);
			const mode = stage === 'swap' ? 'swap' : 'overlap';
			const {keyPair: _pair, ...input} = rotation.input(mode);
			const pem = rotation.newPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
			let finish: string | undefined;
			if (stage === 'finish') {
				const {outcome} = await run(rotateKey(rotation.deps, rotation.input(mode)));
				assert.ok(outcome.kind === 'overlapping', JSON.stringify(outcome));
				finish = outcome.intent.id;
			}
			const job = {rotate: {...input, pem, ...(finish !== undefined && {finish})}};
			await runKilled(workshop, program, job, {at: 0, moment, counts: changes});
			const [id = ''] = Object.entries(await statesOf(workshop)).flatMap(([each, status]) =>
				status === 'interrupted' ? [each] : [],
			);
			assert.equal(await rotation.isNewKeyHere(), true);
			const operation = await takeUpRotation(workshop, id);
			if (way === 'rolled back') {
				const {outcome} = await run(undoRotation(rotation.deps, operation));
				assert.equal(outcome.kind, 'undone', JSON.stringify(outcome));
				assert.equal(await rotation.offer('old', rotation.oldKeyId), 'accepted');
				assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint]);
				assert.equal(await rotation.isNewKeyHere(), false);
				await assertOver(workshop, id, 'undone');
			} else {
				const {outcome} = await run(advanceRotation(rotation.deps, operation));
				const isOpen = stage === 'overlap';
				assert.equal(outcome.kind, isOpen ? 'overlapping' : 'rotated', JSON.stringify(outcome));
				if (isOpen) assert.equal(await rotation.offer('old', rotation.oldKeyId), 'accepted');
				else assert.equal(await rotation.offer('old', undefined), 'refused');
				assert.equal(await rotation.offer('new', undefined), 'accepted');
			}
			await workshop.clear();
		});
	}
}
