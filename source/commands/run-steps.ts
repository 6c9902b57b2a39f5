import type {StepEvent, Workflow} from '../operations/step.ts';
import type {Voice} from './voice.ts';

/** Runs a workflow to its end, saying each step; gives its outcome and the last event of each step. */
export const runSteps = async <Outcome>(
	workflow: Workflow<Outcome>,
	voice: Pick<Voice, 'progress'>,
): Promise<{readonly outcome: Outcome; readonly steps: readonly StepEvent[]}> => {
	const steps = new Map<string, StepEvent>();
	for (;;) {
		const next = await workflow.next();
		if (next.done) return {outcome: next.value, steps: [...steps.values()]};
		steps.set(next.value.step, next.value);
		voice.progress(next.value);
	}
};
