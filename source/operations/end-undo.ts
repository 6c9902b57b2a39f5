import type {Result} from '../result.ts';
import type {OwnedOperation} from './operations.ts';
import type {StepFailure} from './step.ts';
import type {UndoOutcome} from './undo-outcome.ts';

/** Closes an operation as its undo ended, or leaves it open where that stopped. */
export const endUndo = async (
	operation: Pick<OwnedOperation, 'intent' | 'close' | 'release'>,
	result: Result<UndoOutcome, StepFailure>,
): Promise<UndoOutcome> => {
	if (!result.ok) {
		await operation.release();
		return {kind: 'stopped', failure: result.error, operationId: operation.intent.id};
	}
	await operation.close(result.value.kind === 'undone' ? 'undone' : 'finished');
	return result.value;
};
