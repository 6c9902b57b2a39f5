import type {Project} from '../api/portal.ts';
import {apiFailure, type Failure} from './failure.ts';
import type {Slice} from './slice.ts';

export type ProjectsState = {
	readonly projects:
		| {readonly status: 'idle' | 'loading'; readonly items: readonly Project[]}
		| {readonly status: 'ready'; readonly items: readonly Project[]}
		| {readonly status: 'failed'; readonly items: readonly Project[]; readonly failure: Failure};
	/** The session's active project, as far as it is known. */
	readonly activeProject: Project | undefined;
	readonly loadProjects: () => Promise<void>;
	/** Makes a project the session's active one; true when the service did. */
	readonly setActiveProject: (project: Project) => Promise<boolean>;
};

/** Makes the part of the state that is about projects. */
export const projectsSlice: Slice<ProjectsState> = (set, get, core) => ({
	projects: {status: 'idle', items: []},
	activeProject: undefined,
	async loadProjects() {
		const {items} = get().projects;
		set({projects: {status: 'loading', items}});
		const {portal} = (await core.bench()).service;
		const [list, active] = await Promise.all([portal.listProjects(), portal.activeProject()]);
		if (!list.ok) {
			set({
				projects: {
					status: 'failed',
					items,
					failure: apiFailure('The projects could not be read', list.error),
				},
			});
			return;
		}
		const projects = list.value.value;
		set({
			projects: {status: 'ready', items: projects},
			activeProject: active.ok ? active.value.value : projects.length === 1 ? projects[0] : undefined,
		});
	},
	async setActiveProject(project) {
		if (get().activeProject?.id !== project.id) {
			const reply = await (await core.bench()).service.portal.setActiveProject(project.id);
			if (!reply.ok) {
				const failure = apiFailure('The project could not be made the active one', reply.error);
				set({projects: {status: 'failed', items: get().projects.items, failure}});
				return false;
			}
		}
		set({activeProject: project});
		return true;
	},
});
