import type {OwnedOperation} from '../../operations/operations.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';

/** Takes up an interrupted operation, by its id or the beginning of it. */
export const takeUp = async (
	{operations}: Pick<WorkflowDeps, 'operations'>,
	[id = '']: readonly string[],
): Promise<Result<OwnedOperation, CommandError>> => {
	if (id === '') return fail(usageError('ID is missing.'));
	const taken = await operations.takeUp(id);
	return taken.ok
		? ok(taken.value)
		: fail(
				failedError(
					taken.error,
					taken.error.kind === 'not-written' || taken.error.kind === 'read-only'
						? 'Nothing was sent.'
						: '`pat-tui operation list --all` shows which there are.',
				),
			);
};
