import assert from 'node:assert/strict';
import {allPages} from '../../source/api/pages.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import type {Grant} from '../../source/operations/intent.ts';
import type {UndoOutcome} from '../../source/operations/undo-outcome.ts';
import {isEmptyPolicy} from '../../source/policies/is-empty-policy.ts';
import {grantsExactly} from '../../source/policies/statement-policy.ts';
import type {Workshop} from './a-workshop.ts';

type Wanted = {readonly name: string; readonly print: string; readonly grants: readonly Grant[]};

/** How many tokens of the service hold a key, by whatever name or key id. */
export const tokensOnKey = async (workshop: Workshop, print: string) =>
	(await workshop.tokensNow()).filter(token => token.keys.some(key => thumbprint(key) === print));

/** The states of all operations there are, by id. */
export const statesOf = async ({deps}: Workshop) =>
	Object.fromEntries((await deps.operations.list()).map(({id, status}) => [id, status]));

const hasKeyFile = async ({deps}: Workshop, print: string) => {
	const row = await deps.keyStore.find(print);
	return row.ok && row.value?.status === 'ready';
};

/** Exactly one token, its key on disk, its rights as asked and in no other project, its operation closed. */
export const assertCreated = async (
	workshop: Workshop,
	{name, print, grants}: Wanted,
	operationId: string,
) => {
	const tokens = await tokensOnKey(workshop, print);
	assert.equal(tokens.length, 1, 'one token');
	const [token] = tokens;
	assert.ok(token);
	assert.equal(token.name, name);
	assert.deepEqual(
		token.keys.map(({kid}) => kid),
		[token.id],
		'one key, by the id of the token',
	);
	assert.equal(await hasKeyFile(workshop, print), true, 'the key is on disk');
	const projects = await allPages(workshop.service.iam.listProjectsOfToken(token.id));
	assert.ok(projects.ok);
	assert.deepEqual(
		projects.value.map(({id}) => id).sort(),
		grants.map(({projectId}) => projectId).sort(),
		'in the projects that were asked for, and no other',
	);
	for (const grant of grants) {
		const policy = projects.value.find(({id}) => id === grant.projectId)?.policy;
		assert.ok(policy);
		assert.ok(
			grant.actions.length === 0 ? isEmptyPolicy(policy) : grantsExactly(policy, grant),
			'rights as asked',
		);
	}
	await assertOver(workshop, operationId, 'finished');
	return token;
};

/** No token; no key either, unless it is said that it is kept. */
export const assertUndone = async (
	workshop: Workshop,
	{print}: Pick<Wanted, 'print'>,
	operationId: string,
	outcome: UndoOutcome,
) => {
	assert.equal(outcome.kind, 'undone');
	assert.equal((await tokensOnKey(workshop, print)).length, 0, 'no token');
	const isKept = await hasKeyFile(workshop, print);
	assert.equal(isKept, /key .*is kept/.test(outcome.note), outcome.note);
	await assertOver(workshop, operationId, 'undone');
};

/** The operation is closed, and nothing of its claims is left. */
export const assertOver = async (workshop: Workshop, operationId: string, status: 'finished' | 'undone') => {
	assert.equal((await statesOf(workshop))[operationId], status);
	assert.deepEqual(await workshop.leftOvers(), []);
};
