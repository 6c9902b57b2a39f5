import type {ApiError} from '../../api/errors.ts';
import type {Portal} from '../../api/portal.ts';
import {projectLimitOf} from '../../api/project-stats.ts';
import {plural} from '../../text/plural.ts';
import {failedRequest, type StepFailure} from '../step.ts';

type Call = NonNullable<Parameters<Portal['activeProject']>[0]>;

/**
 * Reads how many projects the signed-in user may have; undefined where the service does not say.
 *
 * @param projectId whose stats are asked for, as a rule the active project's
 */
export const readProjectLimit = async (
	portal: Portal,
	projectId: string,
	call: Call = {},
): Promise<number | undefined> => {
	const stats = await portal.stats(projectId, call);
	return stats.ok ? projectLimitOf(stats.value.value, projectId) : undefined;
};

/** Tells whether a refused create means that the user has all the projects they may have (contract 1.3). */
export const isLimitReached = ({code, name}: ApiError): boolean =>
	code === 'ProjectCreation' || name === 'ProjectCreation';

/** Says that no more projects can be made, with the numbers where they are known. */
export const limitReached = (error: ApiError, limit: number | undefined, count: number): StepFailure => ({
	...failedRequest(error),
	kind: 'project-limit',
	remedy: `You have ${plural(count, 'project')}${limit === undefined ? '' : ` of the ${limit} that you may have`}, and a project can not be deleted: rename one that you do not need any more, or ask Affinidi for more.`,
});
