import {fail, ok, type Result} from '../../result.ts';
import {restoreActive} from '../access/restore-active.ts';
import type {CreateIntent} from '../intent.ts';
import {isFailure} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {deleteOnService} from './delete-token.ts';
import {findCreatedToken} from './find-created-token.ts';
import {removeUnusedKey} from './remove-unused-key.ts';

const find: PlannedStep = {step: 'find-token', title: 'Look whether the token was made'};
const remove: PlannedStep = {step: 'remove-key', title: 'Remove its private key from this computer'};

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
				if (isFailure(result)) return fail(result);
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
				intent.keyFile === undefined || intent.custody
					? 'No token was found. In case the service still shows one, look at the list later.'
					: `No token was found. The key is kept in ${intent.keyFile}, in case the service still shows one.`,
			);
		}
		// A key that was brought along is not this operation's to remove, though its private half may be stored here.
		if (intent.keyFile === undefined || intent.custody) return ok('The token is gone; the key is yours.');
		const removed = yield* runStep(remove, deps.clock, async report =>
			removeUnusedKey(intent.thumbprint, {iam, keyStore: deps.keyStore, deleted: tokenId, signal, report}),
		);
		if (!removed.ok) return removed;
		return ok(
			removed.value === 'removed'
				? 'The token and its key are gone.'
				: `The token is gone; the key in ${intent.keyFile} is kept: another token uses it, or may.`,
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
