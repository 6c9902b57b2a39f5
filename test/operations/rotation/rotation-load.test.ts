import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {overlapUses} from '../../../source/operations/rotation/overlap-uses.ts';
import {advanceRotation, rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {aCrowd, type Client} from './a-crowd.ts';
import {type ARotation, aRotation, takeUpRotation} from './a-rotation.ts';
import {mortalOperations, runUntilDeath} from './mortal.ts';

/** Clients that call without pause, each noting what it is answered and when, until they are stopped. */
const restlessClients = ({offer}: Pick<ARotation, 'offer'>) => {
	let isOver = false;
	let phase = 'before';
	const running: Promise<void>[] = [];
	const everyone: ReadonlyMap<string, ReadonlySet<string>>[] = [];
	let noted = () => {};
	return {
		add({key, keyId}: Client): ReadonlyMap<string, ReadonlySet<string>> {
			const answers = new Map<string, Set<string>>();
			const call = async () => {
				while (!isOver) {
					const at = phase;
					const answer = await offer(key, keyId);
					// What was asked in one phase and answered in the next is of neither.
					if (at !== phase) continue;
					answers.set(at, (answers.get(at) ?? new Set()).add(answer));
					noted();
				}
			};
			everyone.push(answers);
			running.push(call());
			return answers;
		},
		/** Waits until each of them was answered in this phase. */
		async heard() {
			while (!everyone.every(answers => answers.has(phase))) {
				const next = new Promise<void>(resolve => {
					noted = resolve;
				});
				await Promise.race([next, ...running]);
			}
		},
		enter(name: string) {
			phase = name;
		},
		async stop() {
			isOver = true;
			await Promise.all(running);
		},
	};
};

const onlyAccepted = new Set(['accepted']);

for (const end of ['finished', 'rolled back'] as const) {
	test(`clients of every kind call over the network without pause while a key is rotated and ${end}`, async t => {
		const workshop = await aWorkshop(t, undefined, {patch: end === 'finished' ? 'merge' : 'replace'});
		const rotation = await aRotation(workshop);
		const clients = restlessClients(rotation);
		const old = [rotation.oldKeyId, undefined].map(keyId => clients.add({key: 'old', keyId}));
		const {outcome} = await run(rotateKey(rotation.deps, rotation.input('overlap')));
		assert.ok(outcome.kind === 'overlapping', JSON.stringify(outcome));
		await clients.heard();
		for (const answers of old) assert.deepEqual(answers.get('before'), onlyAccepted);
		clients.enter('overlap');
		const uses = overlapUses(outcome, outcome.intent);
		const said = uses
			.filter(({works}) => works === 'accepted')
			.map(use => ({use, answers: clients.add(use)}));
		assert.ok(said.length >= 4, JSON.stringify(uses));
		await run(advanceRotation(rotation.deps, await takeUpRotation(workshop, outcome.intent.id)));
		await clients.heard();
		for (const {use, answers} of said)
			assert.deepEqual(answers.get('overlap'), onlyAccepted, JSON.stringify(use));
		clients.enter('end');
		const operation = await takeUpRotation(workshop, outcome.intent.id);
		const ended = await (end === 'finished'
			? run(advanceRotation(rotation.deps, operation, {finish: true}))
			: run(undoRotation(rotation.deps, operation)));
		assert.equal(
			ended.outcome.kind,
			end === 'finished' ? 'rotated' : 'undone',
			JSON.stringify(ended.outcome),
		);
		const [stays, goes] = end === 'finished' ? (['new', 'old'] as const) : (['old', 'new'] as const);
		await clients.heard();
		clients.enter('after');
		for (const keyId of [rotation.oldKeyId, outcome.intent.newKey.kid, undefined])
			assert.equal(await rotation.offer(goes, keyId), 'refused');
		await clients.stop();
		for (const {use, answers} of said) {
			if (use.key !== stays) continue;
			assert.deepEqual(answers.get('end'), onlyAccepted, JSON.stringify(use));
		}
	});
}

const workshop = await aWorkshop({after});
workshop.reachBy('call');

type Stage = 'begin' | 'finish' | 'swap';

/** A rotation up to a stage of it, and the stage as a program that may die runs it. */
const upTo = async (stage: Stage) => {
	const rotation = await aRotation(workshop);
	const crowd = aCrowd(workshop, rotation);
	crowd.watch();
	const mortal = {...rotation.deps, operations: mortalOperations(workshop)};
	if (stage !== 'finish') {
		const mode = stage === 'swap' ? 'swap' : 'overlap';
		return {rotation, crowd, workflow: rotateKey(mortal, rotation.input(mode))};
	}
	const {outcome} = await run(rotateKey(rotation.deps, rotation.input('overlap')));
	assert.ok(outcome.kind === 'overlapping', JSON.stringify(outcome));
	const taken = await mortal.operations.takeUp(outcome.intent.id);
	assert.ok(taken.ok && taken.value.intent.kind === 'rotate-key');
	const operation = {...taken.value, intent: taken.value.intent};
	return {rotation, crowd, workflow: advanceRotation(mortal, operation, {finish: true})};
};

for (const stage of ['begin', 'finish', 'swap'] as const) {
	test(`a program that dies at any request of a rotation (${stage}) leaves what is finished or rolled back, and nobody failed that was said to work`, async () => {
		let isOver = false;
		for (let at = 0; !isOver; at += 1) {
			const {rotation, crowd, workflow} = await upTo(stage);
			const begun = crowd.count();
			const ended = await runUntilDeath(crowd, workflow, {at, moment: 'before'});
			if (ended !== 'dead') {
				isOver = true;
				await workshop.clear();
				break;
			}
			const where = `${stage}, dead before request ${at}`;
			const open = Object.entries(await statesOf(workshop)).filter(([, status]) => status === 'interrupted');
			const [[id = ''] = []] = open;
			assert.equal(open.length, 1, where);
			assert.equal(await rotation.isNewKeyHere(), true, where);
			const operation = await takeUpRotation(workshop, id);
			// Every other death is followed by the other way out.
			if (at % 2 === 0) {
				const {outcome} = await run(undoRotation(rotation.deps, operation));
				assert.equal(outcome.kind, 'undone', `${where}: ${JSON.stringify(outcome)}`);
				const last = crowd.count();
				await crowd.look('at the end');
				const from = stage === 'begin' ? begun : last;
				for (const keyId of [rotation.oldKeyId, undefined])
					crowd.assertAlways({key: 'old', keyId}, 'accepted', {from, where});
				crowd.assertAlways({key: 'new', keyId: undefined}, 'refused', {from: last, where});
				assert.deepEqual(await rotation.printsNow(), [rotation.oldPrint], where);
				assert.equal(await rotation.isNewKeyHere(), false, where);
				await assertOver(workshop, id, 'undone');
			} else {
				const finish = stage === 'finish';
				const {outcome} = await run(advanceRotation(rotation.deps, operation, {finish}));
				assert.equal(
					outcome.kind,
					stage === 'begin' ? 'overlapping' : 'rotated',
					`${where}: ${JSON.stringify(outcome)}`,
				);
				const last = crowd.count();
				await crowd.look('at the end');
				const isOpen = stage === 'begin';
				const {kid} = operation.intent.newKey;
				for (const keyId of [kid, undefined])
					crowd.assertAlways({key: 'new', keyId}, 'accepted', {from: finish ? begun : last, where});
				for (const keyId of [rotation.oldKeyId, undefined]) {
					const client = {key: 'old', keyId} as const;
					crowd.assertAlways(client, isOpen ? 'accepted' : 'refused', {from: isOpen ? begun : last, where});
				}
				if (!isOpen) await assertOver(workshop, id, 'finished');
			}
			await workshop.clear();
		}
	});
}
