import type {Token} from '../../api/token.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, requestError} from '../command-error.ts';

/** Fetches a token by its id. */
export const fetchToken = async (
	{service}: Pick<WorkflowDeps, 'service'>,
	tokenId: string,
	signal: AbortSignal,
): Promise<Result<Token, CommandError>> => {
	const reply = await service.iam.getToken(tokenId, {signal});
	if (reply.ok) return ok(reply.value.value);
	const isMissing = reply.error.kind === 'not-found';
	return fail(
		requestError(
			reply.error,
			isMissing ? '`pat-tui token list-tokens` shows which tokens there are.' : undefined,
		),
	);
};
