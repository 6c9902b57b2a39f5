import {ok, type Result} from '../../result.ts';
import {endUndo} from '../end-undo.ts';
import type {RotateIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type StepResult, type Workflow} from '../step.ts';
import {readToken} from '../token/send-state.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {dropNewKey, putBack} from './put-back.ts';
import {type Standing, standingOf} from './rotation-states.ts';

const look: PlannedStep = {step: 'look', title: 'Look how the token is now'};

type Now = {readonly standing: Standing | 'gone'; readonly name: string};

/** Rolls an open rotation back: the old key stands alone again, unless somebody changed the token since; the new key goes. */
export async function* undoRotation(
	deps: WorkflowDeps,
	operation: OwnedOperation<RotateIntent>,
	{signal, keepKey = false}: {readonly signal?: AbortSignal | undefined; readonly keepKey?: boolean} = {},
): Workflow<UndoOutcome> {
	const {intent} = operation;
	const steps = async function* (): Workflow<Result<UndoOutcome, StepFailure>> {
		const now = yield* runStep(look, deps.clock, async (report): Promise<StepResult<Now>> => {
			const token = await readToken({deps, tokenId: intent.tokenId, signal}, report);
			if (token.ok) return ok({value: {standing: standingOf(token.value, intent), name: token.value.name}});
			return token.error.kind === 'not-found' ? ok({value: {standing: 'gone', name: ''}}) : token;
		});
		if (!now.ok) return now;
		const {standing, name} = now.value;
		if (standing === 'gone') return ok({kind: 'too-late', note: 'The token is not there any more.'});
		if (standing === 'other') {
			return ok({kind: 'too-late', note: 'Somebody else changed the token since: it is left as it is now.'});
		}
		if (standing !== 'before') {
			const back = yield* putBack(deps, operation, name, signal);
			if (!back.ok) return back;
		}
		const note = yield* dropNewKey(deps, intent, {signal, keepKey});
		return note.ok ? ok({kind: 'undone', note: `The old key stands alone, as before. ${note.value}`}) : note;
	};
	return endUndo(operation, yield* steps());
}
