import {fail, ok, type Result} from '../result.ts';
import type {Intent} from './intent.ts';
import type {OwnedOperation} from './operations.ts';
import {notWritten, type PlannedStep, runStep, type StepFailure, type Workflow} from './step.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** The step by which an operation begins. */
export const writeIntent: PlannedStep = {step: 'write-intent', title: 'Write down what is going to happen'};

/**
 * Puts an intent on disk, before anything is sent, and gives the operation that is now this process's.
 *
 * @param remedy what to do when it can't be written, where there is more to say than usual
 * @param obstacle looks, once the intent is there, for what forbids going on; the operation is then over
 */
export async function* beginOperation<I extends Intent>(
	{operations, clock}: Pick<WorkflowDeps, 'operations' | 'clock'>,
	intent: I,
	{
		remedy,
		obstacle,
	}: {readonly remedy?: string; readonly obstacle?: () => Promise<StepFailure | undefined>} = {},
): Workflow<Result<OwnedOperation<I>, StepFailure>> {
	return yield* runStep(writeIntent, clock, async () => {
		const begun = await operations.begin(intent);
		if (!begun.ok) return fail({...notWritten(begun.error), ...(remedy !== undefined && {remedy})});
		const found = await obstacle?.();
		if (!found) return ok({value: begun.value});
		await begun.value.close('undone');
		return fail(found);
	});
}
