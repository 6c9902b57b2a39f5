import {type Project, projectTime, type UpdateProjectInput} from './project.ts';
import type {Service} from './service.ts';

/** Changes what an update names of a project, and leaves the rest. */
export const updateProject = async (
	{state, clock}: Service,
	project: Project,
	input: UpdateProjectInput,
): Promise<Project> => {
	const changed = await state.projects.update(project.id, before => ({
		...before,
		...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
		updatedAt: projectTime(clock.now()),
	}));
	return changed?.after ?? project;
};
