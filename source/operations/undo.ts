import {ok, type Result} from '../result.ts';
import {deleteOnService, lookForGone} from './delete-token.ts';
import {findCreatedToken} from './find-created-token.ts';
import type {CreateIntent, DeleteIntent} from './intent.ts';
import type {OwnedOperation} from './operations.ts';
import {removeUnusedKey} from './remove-unused-key.ts';
import {restoreActive} from './restore-active.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from './step.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** How an undo ended; `too-late`: the token is deleted already, and nobody can bring it back. */
export type UndoOutcome =
	| {readonly kind: 'undone'; readonly note: string}
	| {readonly kind: 'too-late'; readonly note: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId: string};

const find: PlannedStep = {step: 'find-token', title: 'Look whether the token was made'};
const remove: PlannedStep = {step: 'remove-key', title: 'Remove its private key from this computer'};
const look: PlannedStep = {step: 'look', title: 'Look whether the token is still there'};

const isFailure = (found: unknown): found is StepFailure =>
	typeof found === 'object' && found !== null && 'remedy' in found;

/**
 * Takes back an open create: the token is deleted if it was made, then its key removed, unless the key is wanted for
 * another try or the service may still bring the token to light.
 */
export async function* undoCreate(
	deps: WorkflowDeps,
	operation: OwnedOperation<CreateIntent>,
	{signal, keepKey = false}: {readonly signal?: AbortSignal | undefined; readonly keepKey?: boolean} = {},
): Workflow<UndoOutcome> {
	const {intent, progress} = operation;
	const {iam} = deps.service;
	const steps = async function* (): Workflow<Result<string, StepFailure>> {
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		let {tokenId} = progress;
		const isUncertain = tokenId === undefined && progress.steps['register-token'] === 'started';
		if (isUncertain) {
			const found = yield* runStep(find, deps.clock, async report => {
				const result = await findCreatedToken(intent, {iam, clock: deps.clock, signal, report});
				if (isFailure(result)) return {ok: false, error: result};
				return ok(
					result === 'not-there'
						? {value: undefined, detail: 'it was not'}
						: {value: result.value.id, detail: 'it was'},
				);
			});
			if (!found.ok) return found;
			tokenId = found.value;
		}
		if (tokenId !== undefined) {
			const deleted = yield* deleteOnService(deps, operation, tokenId, signal);
			if (!deleted.ok) return deleted;
		}
		if (keepKey) return ok('The token is gone; its key is kept.');
		if (isUncertain && tokenId === undefined) {
			return ok(
				intent.keyFile === undefined
					? 'No token was found. In case the service still shows one, look at the list later.'
					: `No token was found. The key is kept in ${intent.keyFile}, in case the service still shows one.`,
			);
		}
		// A key that was brought along is not this operation's to remove, though its private half may be stored here.
		if (intent.keyFile === undefined) return ok('Nothing of it is left on the service; the key is yours.');
		const removed = yield* runStep(remove, deps.clock, async report =>
			removeUnusedKey(intent.thumbprint, {iam, keyStore: deps.keyStore, deleted: tokenId, signal, report}),
		);
		if (!removed.ok) return removed;
		return ok(
			removed.value === 'removed'
				? 'Nothing of it is left: no token, no key.'
				: `The token is gone; the key in ${intent.keyFile} is used by another token and kept.`,
		);
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('undone');
		return {kind: 'undone', note: result.value};
	}
	await operation.release();
	return {kind: 'stopped', failure: result.error, operationId: intent.id};
}

/** Calls off an open delete: only possible while the token is still there. */
export async function* undoDelete(
	deps: WorkflowDeps,
	operation: OwnedOperation<DeleteIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const there = yield* runStep(look, deps.clock, async report => {
		const found = await lookForGone(deps.service.iam, intent.tokenId, signal)(report);
		return isFailure(found) ? {ok: false, error: found} : ok({value: found === 'not-there'});
	});
	if (!there.ok) {
		await operation.release();
		return {kind: 'stopped', failure: there.error, operationId: intent.id};
	}
	if (there.value) {
		await operation.close('undone');
		return {kind: 'undone', note: 'The token is still there, and nothing more will be done to it.'};
	}
	if (intent.removeKeys.length > 0) {
		await operation.release();
		return {
			kind: 'too-late',
			note: 'The token is deleted already. Its keys are still here: resume to remove them too.',
		};
	}
	await operation.close('finished');
	return {kind: 'too-late', note: 'The token is deleted already; that can not be taken back.'};
}
