import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {after, test} from 'node:test';
import {createToken} from '../../source/operations/token/create-token.ts';
import {deleteToken, finishDelete} from '../../source/operations/token/delete-token.ts';
import {undoCreate} from '../../source/operations/token/undo-create.ts';
import type {WorkflowDeps} from '../../source/operations/workflow-deps.ts';
import {aWorkshop, run} from './a-workshop.ts';
import {breakingFiles} from './breaking-files.ts';
import {assertCreated, assertUndone, tokensOnKey} from './invariants.ts';
import {resumeCreate, takeUpCreate, takeUpDelete} from './take-up.ts';

const workshop = await aWorkshop({after});
const {deps, grants, folders, anInput, operationsWith, interceptWith, passOn} = workshop;

const withDisk = (fault: Parameters<typeof breakingFiles>[0]): WorkflowDeps => ({
	...deps,
	operations: operationsWith(breakingFiles(fault)),
});

const countSent = () => {
	const sent: string[] = [];
	interceptWith(async (request, next) => {
		sent.push(`${request.method} ${new URL(request.url).pathname}`);
		return next(request);
	});
	return sent;
};

for (const [call, code] of [
	['open', 'EACCES'],
	['open', 'EROFS'],
	['writeFile', 'ENOSPC'],
	['sync', 'EIO'],
] as const) {
	test(`when the intent can not be written down (${code} at ${call}) nothing is sent and nothing looks begun`, async () => {
		const broken = withDisk({call, code});
		const input = await anInput();
		const sent = countSent();
		const {outcome: created} = await run(createToken(broken, input));
		const {outcome: deleted} = await run(deleteToken(broken, {tokenId: 't-1', name: 'n', removeKeys: []}));
		passOn();
		for (const outcome of [created, deleted]) {
			assert.ok(outcome.kind === 'stopped');
			assert.equal(outcome.operationId, undefined);
			assert.equal(outcome.failure.kind, 'journal-not-written');
			assert.match(outcome.failure.remedy, /^Nothing was sent/);
		}
		assert.deepEqual(sent, []);
		assert.deepEqual(await readdir(folders.operations), []);
		assert.equal((await deps.keyStore.open(input.keyPair.thumbprint)).ok, true);
		await workshop.clear();
	});
}

test('whichever single line of the journal is lost, a create ends whole: resumed or undone', async () => {
	for (const way of ['resume', 'undo'] as const) {
		// 1 line to open, 2 for each of 5 effects, 1 to close; the first was broken above.
		for (let line = 1; line < 12; line++) {
			const input = await anInput();
			const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
			const broken = withDisk({
				call: 'writeFile',
				code: 'ENOSPC',
				writesHalf: line % 2 === 0,
				isBroken: at => at === line,
			});
			const {outcome} = await run(createToken(broken, input));
			const [record] = await deps.operations.list();
			assert.ok(record);
			if (outcome.kind === 'stopped')
				assert.equal(outcome.failure.kind, 'journal-not-written', `line ${line}`);
			assert.equal(
				(await tokensOnKey(workshop, wanted.print)).length,
				outcome.kind === 'stopped' && line === 1 ? 0 : 1,
			);
			if (record.status === 'finished') {
				await assertCreated(workshop, wanted, record.id);
			} else if (record.status === 'running') {
				// Its end could not be written: it is this process's until it ends, and done all the same.
				assert.deepEqual([outcome.kind, line], ['created', 11]);
			} else if (way === 'resume') {
				assert.equal((await resumeCreate(workshop, record.id)).kind, 'created', `line ${line}`);
				await assertCreated(workshop, wanted, record.id);
			} else {
				const {outcome: undone} = await run(undoCreate(deps, await takeUpCreate(workshop, record.id)));
				await assertUndone(workshop, wanted, record.id, undone);
			}
			await workshop.clear();
		}
	}
});

test('a disk that stays full after any line stops a create without a throw, and it ends whole on a disk with room', async () => {
	for (const way of ['resume', 'undo'] as const) {
		// From line 10 on every effect is announced already, and the create comes to its end.
		for (let full = 1; full < 10; full++) {
			const input = await anInput();
			const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
			const broken = withDisk({call: 'writeFile', code: 'ENOSPC', isBroken: at => at >= full});
			const {outcome} = await run(createToken(broken, input));
			assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined, `from line ${full}`);
			assert.equal(outcome.failure.kind, 'journal-not-written');
			if (way === 'resume') {
				assert.equal((await resumeCreate(workshop, outcome.operationId)).kind, 'created');
				await assertCreated(workshop, wanted, outcome.operationId);
			} else {
				const {outcome: undone} = await run(
					undoCreate(deps, await takeUpCreate(workshop, outcome.operationId)),
				);
				await assertUndone(workshop, wanted, outcome.operationId, undone);
			}
			await workshop.clear();
		}
	}
});

test('a token whose id could not be written down keeps its mark, so that it is found and not made again', async () => {
	const input = await anInput();
	const wanted = {name: input.name, print: input.keyPair.thumbprint, grants};
	// The line with the id is lost, and the disk is full for good a little later.
	const broken = withDisk({call: 'writeFile', code: 'ENOSPC', isBroken: at => at === 2 || at >= 5});
	const {outcome} = await run(createToken(broken, input));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined);
	const resumed = await resumeCreate(workshop, outcome.operationId);
	assert.equal(resumed.kind, 'created');
	await assertCreated(workshop, wanted, outcome.operationId);
	await workshop.clear();
});

test('no effect of a delete comes before the line that announces it', async () => {
	const input = await anInput();
	const {outcome: created} = await run(createToken(deps, input));
	assert.ok(created.kind === 'created');
	const removal = {tokenId: created.token.id, name: input.name, removeKeys: [input.keyPair.thumbprint]};
	const sent = countSent();
	const {outcome} = await run(
		deleteToken(withDisk({call: 'sync', code: 'EIO', isBroken: at => at === 1}), removal),
	);
	passOn();
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined);
	assert.deepEqual(sent, []);
	const {outcome: resumed} = await run(finishDelete(deps, await takeUpDelete(workshop, outcome.operationId)));
	assert.equal(resumed.kind, 'deleted');
	assert.equal((await tokensOnKey(workshop, input.keyPair.thumbprint)).length, 0);
	await workshop.clear();
});
