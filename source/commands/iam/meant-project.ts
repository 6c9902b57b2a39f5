import {type ProjectName, shownName} from '../../operations/access/standing.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, requestError, usageError} from '../command-error.ts';
import {findProject} from '../find-project.ts';

const none = 'Choose one with `pat-tui project select-project`, or name one with --project.';

/** Checks `--project` before anything is asked or sent. */
export const checkProjectFlag = ({flags}: Pick<Context, 'flags'>): Result<void, CommandError> =>
	flags.text('project')?.trim() === '' ? fail(usageError('--project is empty.')) : ok(undefined);

/**
 * Settles which project is meant: the one of `--project`, else the one that is active now. From then on that one is meant,
 * whatever another terminal of the session makes the active one.
 */
export const meantProject = async (
	{service: {portal}}: Pick<WorkflowDeps, 'service'>,
	{flags, voice, signal}: Pick<Context, 'flags' | 'voice' | 'signal'>,
): Promise<Result<ProjectName, CommandError>> => {
	const wanted = flags.text('project');
	if (wanted !== undefined) {
		const all = await portal.listProjects({signal});
		if (!all.ok) return fail(requestError(all.error));
		const project = findProject(all.value.value, wanted);
		if (!project.ok) return project;
		const {id, name} = project.value;
		return ok({id, name: name || id});
	}
	const active = await portal.activeProject({signal});
	if (!active.ok)
		return fail(requestError(active.error, active.error.kind === 'not-found' ? none : undefined));
	const {id, name} = active.value.value;
	voice.note(`In the active project ${shownName({name: name || id})}.`);
	return ok({id, name: name || id});
};
