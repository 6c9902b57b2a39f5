import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createToken} from '../../source/operations/token/create-token.ts';
import {undoCreate} from '../../source/operations/token/undo-create.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {assertCreated, assertUndone, statesOf} from './invariants.ts';
import {resumeCreate, takeUpCreate} from './take-up.ts';

const workshop = await aWorkshop({after});
const {deps, grants, anInput, interceptWith, passOn, setServiceAhead} = workshop;

for (const way of ['resumed', 'undone'] as const) {
	test(`a create that is called off at any of its requests stays open, and ends whole when ${way}`, async () => {
		for (let at = 0; at < 10; at++) {
			const input = await anInput();
			const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
			const stop = new AbortController();
			let count = 0;
			interceptWith(async (request, next) => {
				const isTarget = count++ === at;
				// Half of them have had their effect by then.
				const response = isTarget && at % 2 === 0 ? undefined : await next(request);
				if (isTarget) stop.abort();
				return response ?? next(request);
			});
			const {outcome} = await run(createToken(deps, input, stop.signal));
			passOn();
			assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, `request ${at}`);
			assert.equal(outcome.failure.kind, 'cancelled');
			assert.equal((await statesOf(workshop))[outcome.operationId], 'interrupted');
			if (way === 'resumed') {
				assert.equal((await resumeCreate(workshop, outcome.operationId)).kind, 'created', `request ${at}`);
				await assertCreated(workshop, wanted, outcome.operationId);
			} else {
				const {outcome: undone} = await run(
					undoCreate(deps, await takeUpCreate(workshop, outcome.operationId)),
				);
				await assertUndone(workshop, wanted, outcome.operationId, undone);
			}
			await workshop.clear();
		}
	});
}

test('the wait for a token that the service does not show yet can be called off', async () => {
	const input = await anInput();
	const stop = new AbortController();
	interceptWith(async (request, next) => {
		if (request.method === 'POST') throw new Error('cut');
		return next(request);
	});
	const workflow = createToken(deps, input, stop.signal);
	const details: (string | undefined)[] = [];
	let next = await workflow.next();
	while (!next.done) {
		details.push(next.value.detail);
		if (next.value.detail?.includes('Looking again')) stop.abort();
		next = await workflow.next();
	}
	passOn();
	assert.equal(next.value.kind === 'stopped' && next.value.failure.kind, 'cancelled');
	assert.equal(details.filter(detail => detail?.includes('Looking again')).length, 1);
	await workshop.clear();
});

test('a session that ends in the middle of a create is renewed, and the create goes on', async t => {
	t.after(() => setServiceAhead(0));
	const input = await anInput();
	let count = 0;
	interceptWith(async (request, next) => {
		if (count++ === 1) setServiceAhead(2 * 86_400_000);
		return next(request);
	});
	const {outcome} = await run(createToken(deps, input));
	passOn();
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	await assertCreated(
		workshop,
		{name: input.name, print: input.keyPair.thumbprint, grants},
		outcome.intent.id,
	);
	await workshop.clear();
});
