import type {TokenProject} from '../../api/iam.ts';
import {allPages} from '../../api/pages.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {type CommandError, failedError, requestError} from '../command-error.ts';

const notThere = (wanted: string, projects: readonly TokenProject[]): CommandError => {
	const names = projects.map(({name, id}) => sanitise(name || id, {graphemes: 40})).join(', ');
	const remedy = names ? `It is in: ${names}.` : 'It is in no project.';
	return failedError(
		{kind: 'not-in-project', message: `The token is not in a project ${sanitise(wanted)}.`},
		remedy,
	);
};

/**
 * Chooses one of the projects that a token is in: the one that is wanted (id or name), else the session's active one, else
 * the first; undefined when it is in none.
 */
export const chooseProject = async (
	tokenId: string,
	{service}: Pick<WorkflowDeps, 'service'>,
	{wanted, signal}: {readonly wanted: string | undefined; readonly signal: AbortSignal},
): Promise<Result<TokenProject | undefined, CommandError>> => {
	const projects = await allPages(service.iam.listProjectsOfToken(tokenId, {signal}));
	if (!projects.ok) return fail(requestError(projects.error));
	const [first, second] = projects.value;
	if (wanted !== undefined) {
		const named = projects.value.filter(({name}) => name === wanted);
		const found = projects.value.find(({id}) => id === wanted) ?? named[0];
		if (!found) return fail(notThere(wanted, projects.value));
		if (named.length < 2 || found.id === wanted) return ok(found);
		const message = `It is in several projects called ${sanitise(wanted)}.`;
		return fail(
			failedError({kind: 'ambiguous-project', message}, `Give the id of one, such as ${sanitise(found.id)}.`),
		);
	}
	if (!second) return ok(first);
	const active = await service.portal.activeProject({signal});
	if (!active.ok) return fail(requestError(active.error));
	return ok(projects.value.find(({id}) => id === active.value.value.id) ?? first);
};
