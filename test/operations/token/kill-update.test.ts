import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {isSameState} from '../../../source/operations/token/token-state.ts';
import {undoUpdate} from '../../../source/operations/token/undo-update.ts';
import {finishUpdate} from '../../../source/operations/token/update-token.ts';
import {bundleFixture} from '../../fixtures/bundle-fixture.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertOver, statesOf} from '../invariants.ts';
import {runKilled} from '../run-killed.ts';
import {anUpdate, stateOf, takeUpUpdate} from './an-update.ts';

const base = await mkdtemp(join(tmpdir(), 'kill-update-'));
after(async () => rm(base, {recursive: true, force: true}));
const workshop = await aWorkshop({after});
const {deps} = workshop;

let program = '';
before(async () => {
	program = await bundleFixture('create-child', base);
});

for (const [at, moment, what] of [
	[0, 'before', 'before the token is looked at'],
	[1, 'before', 'before the token is changed'],
	[1, 'after', 'after the token is changed'],
	[2, 'before', 'before it is read back'],
] as const) {
	for (const way of ['resumed', 'undone'] as const) {
		test(`an update that is killed ${what} and ${way} leaves the token as asked, or as it was`, async () => {
			const {tokenId, input} = await anUpdate(workshop);
			await runKilled(workshop, program, {update: input}, {at, moment});
			const [id = ''] = Object.entries(await statesOf(workshop)).flatMap(([each, status]) =>
				status === 'interrupted' ? [each] : [],
			);
			const operation = await takeUpUpdate(workshop, id);
			if (way === 'resumed') {
				const {outcome} = await run(finishUpdate(deps, operation));
				assert.equal(outcome.kind, 'updated', JSON.stringify(outcome));
				await assertOver(workshop, id, 'finished');
			} else {
				const {outcome} = await run(undoUpdate(deps, operation));
				assert.equal(outcome.kind, 'undone', JSON.stringify(outcome));
				await assertOver(workshop, id, 'undone');
			}
			const expected = way === 'resumed' ? input.wanted : input.before;
			assert.ok(isSameState(await stateOf(workshop, tokenId), expected));
			await workshop.clear();
		});
	}
}
