import type {ApiError} from '../../api/errors.ts';
import type {Iam} from '../../api/iam.ts';
import type {Principal} from '../../api/principal.ts';
import {ok, type Result} from '../../result.ts';
import {type Report, waitsOf} from '../step.ts';
import type {Access} from './stray.ts';

/** Sends one write to a project's principals; what is so already counts as done. */
export const applyAccess = async (
	iam: Iam,
	principal: Principal,
	access: Access,
	{signal, report}: {readonly signal: AbortSignal | undefined; readonly report: Report},
): Promise<Result<unknown, ApiError>> => {
	const call = {signal, ...waitsOf(report)};
	switch (access.kind) {
		case 'add': {
			const added = await iam.addPrincipal(principal, call);
			return !added.ok && added.error.name === 'AlreadyExistsError' ? ok(undefined) : added;
		}
		case 'set':
			return iam.updatePolicies(principal, access.policy, call);
		case 'remove': {
			const removed = await iam.removePrincipal(principal, call);
			return !removed.ok && removed.error.kind === 'not-found' ? ok(undefined) : removed;
		}
	}
};
