import {ok, type Result} from '../../result.ts';
import type {OwnedOperation} from '../operations.ts';
import {type PlannedStep, runStep, type StepFailure, type Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {shownName} from './standing.ts';
import {leftWords, putBack} from './visit.ts';

const restore: PlannedStep = {step: 'restore-active-project', title: 'Put the active project back'};

/** Puts back the active project that an interrupted run of the operation had set for a moment; without one it is no step at all. */
export async function* restoreActive(
	{service, operations, clock}: Pick<WorkflowDeps, 'service' | 'operations' | 'clock'>,
	{journal, progress}: Pick<OwnedOperation, 'journal' | 'progress'>,
	signal: AbortSignal | undefined,
): Workflow<Result<void, StepFailure>> {
	const {switched} = progress;
	if (!switched) return ok(undefined);
	return yield* runStep(restore, clock, async report => {
		const turn = await operations.turns.take({clock, signal, report});
		if (!turn.ok) return turn;
		try {
			const back = await putBack(service.portal, switched, {signal});
			if (!back.ok) return back;
			await journal.append({type: 'restored'});
			const detail =
				back.value === 'back'
					? switched.from
						? shownName(switched.from)
						: 'there was none'
					: leftWords(back.value.leftAt);
			return ok({value: undefined, detail});
		} finally {
			await turn.value();
		}
	});
}
