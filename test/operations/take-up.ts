import assert from 'node:assert/strict';
import type {AccessIntent, CreateIntent, DeleteIntent, Intent} from '../../source/operations/intent.ts';
import type {OwnedOperation} from '../../source/operations/operations.ts';
import {type CreateOutcome, finishCreate} from '../../source/operations/token/create-token.ts';
import {run, type Workshop} from './a-workshop.ts';

const takeUp = async ({deps}: Workshop, id: string): Promise<OwnedOperation> => {
	const taken = await deps.operations.takeUp(id);
	assert.ok(taken.ok, JSON.stringify(taken));
	return taken.value;
};

const owned = <I extends Intent>(operation: OwnedOperation, intent: I): OwnedOperation<I> => ({
	...operation,
	intent,
});

/** Takes up an open create. */
export const takeUpCreate = async (workshop: Workshop, id: string): Promise<OwnedOperation<CreateIntent>> => {
	const operation = await takeUp(workshop, id);
	assert.ok(operation.intent.kind === 'create-token');
	return owned(operation, operation.intent);
};

/** Takes up an open delete. */
export const takeUpDelete = async (workshop: Workshop, id: string): Promise<OwnedOperation<DeleteIntent>> => {
	const operation = await takeUp(workshop, id);
	assert.ok(operation.intent.kind === 'delete-token');
	return owned(operation, operation.intent);
};

/** Takes up an open change of access. */
export const takeUpAccess = async (workshop: Workshop, id: string): Promise<OwnedOperation<AccessIntent>> => {
	const operation = await takeUp(workshop, id);
	assert.ok('principal' in operation.intent);
	return owned(operation, operation.intent);
};

/** Resumes an open create as a person would: looks again first, and sends again only where nobody can tell whether it happened. */
export const resumeCreate = async (workshop: Workshop, id: string): Promise<CreateOutcome> => {
	const {outcome} = await run(finishCreate(workshop.deps, await takeUpCreate(workshop, id)));
	if (outcome.kind !== 'stopped' || outcome.failure.kind !== 'unsure') return outcome;
	const again = await run(finishCreate(workshop.deps, await takeUpCreate(workshop, id), {sendAgain: true}));
	return again.outcome;
};
