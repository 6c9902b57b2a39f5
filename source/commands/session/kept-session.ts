import type {Service} from '../../auth/service.ts';
import type {Session} from '../../auth/session-store.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, requestError} from '../command-error.ts';

/**
 * Gives the kept session, once the service has said that it still counts; an embedded service renews one by itself and
 * is not asked. Undefined when nobody is signed in.
 */
export const keptSession = async (
	service: Service,
	signal: AbortSignal,
): Promise<Result<Session | undefined, CommandError>> => {
	const kept = await service.restore();
	if (!kept || service.environment.embedded) return ok(kept);
	const known = await service.portal.whoami({signal});
	if (known.ok) return ok(kept);
	return known.error.kind === 'session-ended' ? ok(undefined) : fail(requestError(known.error));
};
