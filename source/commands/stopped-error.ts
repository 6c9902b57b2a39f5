import type {StepFailure} from '../operations/step.ts';
import type {CommandError} from './command-error.ts';

/** Says that a workflow stopped, and by which commands its operation goes on; an operation that was never begun has no id. */
export const stoppedError = (failure: StepFailure, operationId: string | undefined): CommandError => {
	const ways = operationId
		? ` It stays open: \`pat-tui operation resume ${operationId}\` or \`pat-tui operation undo ${operationId}\`.`
		: '';
	const again =
		failure.kind === 'unsure' && operationId
			? ` \`pat-tui operation resume ${operationId} --send-again\` sends it once more.`
			: '';
	if (failure.kind === 'cancelled') {
		const hint = `${ways}${again}`.trim();
		return {kind: 'interrupted', message: 'Stopped.', ...(hint !== '' && {hint})};
	}
	return {kind: 'failed', failure: {...failure, remedy: `${failure.remedy}${ways}${again}`}};
};
