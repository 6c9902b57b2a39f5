import {isUncertain} from '../../api/errors.ts';
import type {Portal} from '../../api/portal.ts';
import type {Project} from '../../api/project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {failedRequest, type StepFailure} from '../step.ts';

type Call = NonNullable<Parameters<Portal['activeProject']>[0]>;

/** What became of it: `wasActive` is the project that the service named as the active one before. */
export type Activated = {readonly wasActive: Project | undefined};

/**
 * Makes a project the session's active one, for every terminal of that session. What is active is read first, so that
 * nothing is sent where nothing has to change, and again where the reply was lost: twice has the effect of once.
 */
export const setActiveProject = async (
	portal: Portal,
	projectId: string,
	call: Call = {},
): Promise<Result<Activated, StepFailure>> => {
	const before = await portal.activeProject(call);
	// A session without an active project answers 404.
	if (!before.ok && before.error.kind !== 'not-found') return fail(failedRequest(before.error));
	const wasActive = before.ok ? before.value.value : undefined;
	if (wasActive?.id === projectId) return ok({wasActive});
	const sent = await portal.setActiveProject(projectId, call);
	if (!sent.ok && (sent.error.kind === 'cancelled' || !isUncertain(sent.error)))
		return fail(failedRequest(sent.error));
	const after = await portal.activeProject(call);
	if (!after.ok) return fail(failedRequest(sent.ok ? after.error : sent.error));
	if (after.value.value.id === projectId) return ok({wasActive});
	if (!sent.ok) return fail(failedRequest(sent.error));
	return fail({
		kind: 'changed-meanwhile',
		message: 'The service took it, and has another project as the active one now.',
		remedy: 'Another terminal of this session may have chosen that one in the same moment. Choose again.',
	});
};
