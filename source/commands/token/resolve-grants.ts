import type {Project} from '../../api/project.ts';
import type {Service} from '../../auth/service.ts';
import type {Grant} from '../../operations/intent.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, requestError} from '../command-error.ts';
import {findProject} from '../find-project.ts';
import type {GrantWish} from './grant-wish.ts';

const wantedProjects = async (
	{projects}: GrantWish,
	{portal}: Service,
	signal: AbortSignal,
): Promise<Result<readonly Project[], CommandError>> => {
	if (projects.length === 0) {
		const active = await portal.activeProject({signal});
		return active.ok ? ok([active.value.value]) : fail(requestError(active.error));
	}
	const all = await portal.listProjects({signal});
	if (!all.ok) return fail(requestError(all.error));
	const found: Project[] = [];
	for (const wanted of projects) {
		const project = findProject(all.value.value, wanted);
		if (!project.ok) return project;
		if (!found.some(({id}) => id === project.value.id)) found.push(project.value);
	}
	return ok(found);
};

/** Looks up the projects of a wish; each project once, whatever it was called. */
export const resolveGrants = async (
	wish: GrantWish,
	service: Service,
	signal: AbortSignal,
): Promise<Result<readonly Grant[], CommandError>> => {
	const projects = await wantedProjects(wish, service, signal);
	if (!projects.ok) return projects;
	return ok(
		projects.value.map(({id, name}) => {
			const {actions, resources} = wish.rightsIn(id);
			return {projectId: id, projectName: name || id, actions: [...actions], resources: [...resources]};
		}),
	);
};
