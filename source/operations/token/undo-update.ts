import {ok, type Result} from '../../result.ts';
import {endUndo} from '../end-undo.ts';
import type {UpdateIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {
	type PlannedStep,
	type Report,
	runStep,
	type StepFailure,
	type StepResult,
	type Workflow,
} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {arrivalIn, readToken, sendState, type WhichState, whichState} from './send-state.ts';
import {confirm} from './update-token.ts';

const look: PlannedStep = {step: 'look', title: 'Look how the token is now'};
const putBack: PlannedStep = {step: 'put-back', title: 'Put back what it was before'};

/** Takes back an open update: the old state is put back, unless somebody changed the token since. */
export async function* undoUpdate(
	deps: WorkflowDeps,
	operation: OwnedOperation<UpdateIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const target = {deps, tokenId: intent.tokenId, signal};
	const stateNow = async (report: Report): Promise<StepResult<WhichState | 'gone'>> => {
		const token = await readToken(target, report);
		if (token.ok) return ok({value: whichState(token.value, intent)});
		return token.error.kind === 'not-found' ? ok({value: 'gone'}) : token;
	};
	const steps = async function* (): Workflow<Result<UndoOutcome, StepFailure>> {
		const now = yield* runStep(look, deps.clock, stateNow);
		if (!now.ok) return now;
		if (now.value === 'before') return ok({kind: 'undone', note: 'The token is as it was before.'});
		if (now.value === 'gone') return ok({kind: 'too-late', note: 'The token is not there any more.'});
		if (now.value === 'other') {
			return ok({kind: 'too-late', note: 'Somebody else changed the token since: it is left as it is now.'});
		}
		const sent = yield* journalledStep(
			putBack,
			operation,
			deps,
			sendState(target, intent.before, arrivalIn(intent, ['before'])),
		);
		if (!sent.ok) return sent;
		const later = yield* runStep(confirm, deps.clock, stateNow);
		if (!later.ok) return later;
		const isBack = later.value === 'before';
		return ok({
			kind: 'undone',
			note: isBack
				? 'The token is as it was before.'
				: 'The old values were sent, but the service holds the token otherwise: look at its keys.',
		});
	};
	return endUndo(operation, yield* steps());
}
