import type {AppState} from '../store/app-store.ts';
import {selectCurrentProject} from '../store/projects-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {projectKeys} from './project-keys.ts';
import {rowKeys} from './row-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const current = ({state}: ScreenContext) => selectCurrentProject(state());

const withoutProject = (context: ScreenContext): string | undefined => {
	const project = current(context);
	if (!project) return 'There is no project here: n makes one.';
	return project.id === ''
		? 'The service sent this record without an id: nothing can be done with it.'
		: undefined;
};

/** Opens the form for a new project. */
export const newProject: Keymap[number] = {
	id: 'project.create',
	changes: true,
	keys: ['n'],
	label: 'New project',
	group: 'Project',
	footer: true,
	run: ({state}) => state().beginProject(),
};

/** Reads the projects again. */
export const refreshProjects: Keymap[number] = {
	id: 'projects.refresh',
	keys: ['r', 'R', 'f5', 'ctrl+r'],
	label: 'Refresh',
	group: 'Project',
	footer: true,
	run({state}) {
		const {dropActivation, loadProjectsAndLimit} = state();
		dropActivation();
		void loadProjectsAndLimit();
	},
};

/** The keys of the list of projects. */
export const projectsKeymap: Keymap = [
	{
		id: 'project.activate',
		changes: true,
		keys: ['enter'],
		label: 'Make active',
		group: 'Project',
		footer: true,
		blockedBy(context) {
			const {activation, activeProject} = context.state();
			if (activation.status === 'sending') return 'One moment: the service is being asked.';
			const project = current(context);
			const isActive = project !== undefined && project.id !== '' && project.id === activeProject?.id;
			return isActive ? 'It is the active project already.' : withoutProject(context);
		},
		run: ({state}) => state().askActivation(),
	},
	newProject,
	{
		id: 'project.rename',
		changes: true,
		keys: ['e'],
		label: 'Rename, describe',
		group: 'Project',
		footer: true,
		blockedBy: withoutProject,
		run(context) {
			const project = current(context);
			if (project) context.state().beginRename(project);
		},
	},
	{
		id: 'project.copy-id',
		keys: ['y'],
		label: 'Copy id',
		group: 'Project',
		blockedBy: withoutProject,
		run(context) {
			const project = current(context);
			if (project)
				void context.state().copy({what: 'the id', text: project.id}, 'pat-tui project list-projects');
		},
	},
	refreshProjects,
	...projectKeys,
	...rowKeys((state, by) => state.moveProjectSelection(by)),
	backKey(),
	...browseKeymap,
];

/** The keys while it is asked whether a project shall be the active one. */
export const projectsAskedKeymap: Keymap = [
	{
		id: 'project.activate-now',
		changes: true,
		keys: ['enter'],
		label: 'Yes, make it active',
		group: 'Project',
		footer: true,
		run({state}) {
			const {activation, setActiveProject} = state();
			if (activation.status === 'asked') void setActiveProject(activation.project);
		},
	},
	{
		id: 'project.leave-active',
		keys: ['escape'],
		label: 'No, cancel',
		group: 'Project',
		footer: 'always',
		run: ({state}) => state().dropActivation(),
	},
	...browseKeymap,
];

/** The keys of the list, or of the question that was asked last. */
export const projectsKeymapNow = ({activation}: Pick<AppState, 'activation'>): Keymap =>
	activation.status === 'asked' ? projectsAskedKeymap : projectsKeymap;
