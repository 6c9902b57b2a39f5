import {fail, ok} from '../../result.ts';
import type {DeleteIntent} from '../intent.ts';
import {isFailure} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type Workflow} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {lookForGone} from './delete-token.ts';

const look: PlannedStep = {step: 'look', title: 'Look whether the token is still there'};

/** Calls off an open delete: only possible while the token is still there. */
export async function* undoDelete(
	deps: WorkflowDeps,
	operation: OwnedOperation<DeleteIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const there = yield* runStep(look, deps.clock, async report => {
		const found = await lookForGone(deps.service.iam, intent.tokenId, signal)(report);
		return isFailure(found) ? fail(found) : ok({value: found === 'not-there'});
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
