import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {createToken} from '../../source/operations/token/create-token.ts';
import {finishDelete} from '../../source/operations/token/delete-token.ts';
import {undoCreate} from '../../source/operations/token/undo-create.ts';
import {undoDelete} from '../../source/operations/token/undo-delete.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {assertCreated, assertOver, assertUndone, statesOf, tokensOnKey} from './invariants.ts';
import {type Kill, runKilled} from './run-killed.ts';
import {resumeCreate, takeUpCreate, takeUpDelete} from './take-up.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});
const {deps, grants, anInput} = workshop;

let program = '';
before(async () => {
	program = await bundleFixture('create-child', base);
});

/** Runs the program and kills it before or after a request has its effect; gives what it had sent. */
const killed = async (job: object, kill: Kill) => runKilled(workshop, program, job, kill);

const openOperation = async () => {
	const open = Object.entries(await statesOf(workshop)).filter(([, status]) => status === 'interrupted');
	assert.equal(open.length, 1, 'one operation is open');
	return open[0]?.[0] ?? '';
};

/** What a create with these two grants sends, in order; the ones that change nothing are killed at once only. */
const requests: ReadonlyArray<readonly [string, 'changes' | 'reads']> = [
	['the token is registered', 'changes'],
	['its key id is set', 'changes'],
	['a project token is got', 'reads'],
	['it is added to the first project', 'changes'],
	['a project token is got again', 'reads'],
	['its rights are set', 'changes'],
	['a project token of the second project is got', 'reads'],
	['it is added to the second project', 'changes'],
	['it is read back', 'reads'],
	['its projects are read back', 'reads'],
];

for (const [at, [what, kind]] of requests.entries()) {
	for (const moment of kind === 'changes' ? (['before', 'after'] as const) : (['before'] as const)) {
		for (const way of ['resumed', 'undone'] as const) {
			test(`a create that is killed ${moment} ${what} and ${way} leaves one token with its key, or nothing`, async () => {
				const {name, keyPair} = await anInput();
				const wanted = {name, print: keyPair.thumbprint, grants};
				const pem = keyPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
				const seen = await killed({create: {name, pem, grants}}, {at, moment});
				assert.equal(seen.length, at + 1);
				const id = await openOperation();
				assert.ok((await tokensOnKey(workshop, wanted.print)).length <= 1);
				if (way === 'resumed') {
					const outcome = await resumeCreate(workshop, id);
					assert.equal(outcome.kind, 'created', JSON.stringify(outcome));
					await assertCreated(workshop, wanted, id);
				} else {
					const {outcome} = await run(undoCreate(deps, await takeUpCreate(workshop, id)));
					await assertUndone(workshop, wanted, id, outcome);
				}
				await workshop.clear();
			});
		}
	}
}

for (const [at, moment, what] of [
	[0, 'before', 'before the token is deleted'],
	[0, 'after', 'after the token is deleted'],
	[1, 'before', 'before its key is removed'],
] as const) {
	for (const way of ['resumed', 'called off'] as const) {
		test(`a delete that is killed ${what} and ${way} never leaves a token without its key`, async () => {
			const input = await anInput();
			const print = input.keyPair.thumbprint;
			const {outcome: created} = await run(createToken(deps, input));
			assert.ok(created.kind === 'created');
			await killed(
				{remove: {tokenId: created.token.id, name: input.name, removeKeys: [print]}},
				{at, moment},
			);
			const id = await openOperation();
			const isThere = moment === 'before' && at === 0;
			assert.equal((await tokensOnKey(workshop, print)).length, isThere ? 1 : 0);
			assert.equal((await deps.keyStore.open(print)).ok, true);
			if (way === 'called off') {
				const {outcome} = await run(undoDelete(deps, await takeUpDelete(workshop, id)));
				assert.equal(outcome.kind, isThere ? 'undone' : 'too-late');
				assert.equal((await deps.keyStore.open(print)).ok, true);
				assert.equal((await tokensOnKey(workshop, print)).length, isThere ? 1 : 0);
				if (isThere) await assertOver(workshop, id, 'undone');
			} else {
				const {outcome} = await run(finishDelete(deps, await takeUpDelete(workshop, id)));
				assert.equal(outcome.kind, 'deleted');
				assert.equal((await tokensOnKey(workshop, print)).length, 0);
				assert.equal((await deps.keyStore.open(print)).ok, false);
				await assertOver(workshop, id, 'finished');
			}
			await workshop.clear();
		});
	}
}

test('while one program works on an operation, another one sees it running and can not take it up', async () => {
	const {name, keyPair} = await anInput();
	const pem = keyPair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
	let id = '';
	await killed(
		{create: {name, pem, grants}},
		{
			at: 1,
			moment: 'before',
			async whileHeld() {
				const states = await statesOf(workshop);
				assert.deepEqual(Object.values(states), ['running']);
				[id = ''] = Object.keys(states);
				const taken = await deps.operations.takeUp(id);
				assert.equal(!taken.ok && taken.error.kind, 'running');
			},
		},
	);
	assert.deepEqual(await statesOf(workshop), {[id]: 'interrupted'});
	const outcome = await resumeCreate(workshop, id);
	assert.equal(outcome.kind, 'created');
	await workshop.clear();
});
