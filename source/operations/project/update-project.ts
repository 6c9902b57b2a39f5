import {isUncertain} from '../../api/errors.ts';
import type {Portal} from '../../api/portal.ts';
import type {Project} from '../../api/project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {failedRequest, type StepFailure} from '../step.ts';

type Call = NonNullable<Parameters<Portal['activeProject']>[0]>;

/** What is to be changed of a project; what is not named stays. */
export type ProjectChange = {readonly name?: string; readonly description?: string};

const isAs = (project: Project, {name, description}: ProjectChange): boolean =>
	(name === undefined || project.name === name) &&
	(description === undefined || project.description === description);

/** Renames or describes a project; where the reply was lost, the project is read to see whether it happened. */
export const updateProject = async (
	portal: Portal,
	projectId: string,
	change: ProjectChange,
	call: Call = {},
): Promise<Result<Project, StepFailure>> => {
	const sent = await portal.updateProject(projectId, change, call);
	if (sent.ok) return ok(sent.value.value);
	if (sent.error.kind === 'cancelled' || !isUncertain(sent.error)) return fail(failedRequest(sent.error));
	const list = await portal.listProjects(call);
	const found = list.ok ? list.value.value.find(({id}) => id === projectId) : undefined;
	return found && isAs(found, change) ? ok(found) : fail(failedRequest(sent.error));
};
