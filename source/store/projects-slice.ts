import type {Project} from '../api/project.ts';
import {sanitise} from '../text/sanitise.ts';
import {apiFailure, type Failure, stepFailure} from './failure.ts';
import type {Slice} from './slice.ts';

/** A choice of the active project: `asked` before it is sent, since it is every terminal's of the session. */
export type Activation =
	| {readonly status: 'none'}
	| {readonly status: 'asked' | 'sending'; readonly project: Project}
	| {readonly status: 'failed'; readonly project: Project; readonly failure: Failure};

export type ProjectsState = {
	readonly projects:
		| {readonly status: 'idle' | 'loading'; readonly items: readonly Project[]}
		| {readonly status: 'ready'; readonly items: readonly Project[]}
		| {readonly status: 'failed'; readonly items: readonly Project[]; readonly failure: Failure};
	/** The session's active project, as far as it is known. */
	readonly activeProject: Project | undefined;
	/** The one that was active before it. */
	readonly lastProject: Project | undefined;
	/** How many projects the user may have, as far as it is known. */
	readonly projectLimit: number | undefined;
	/** The row of the list of projects that the cursor is on. */
	readonly selectedProject: number;
	readonly activation: Activation;
	/** Reads the projects, and says when another terminal of the session has changed the active one. */
	readonly loadProjects: () => Promise<void>;
	/** Reads the projects and how many there may be. */
	readonly loadProjectsAndLimit: () => Promise<void>;
	readonly moveProjectSelection: (by: number) => void;
	/** Asks whether the project under the cursor shall be the active one. */
	readonly askActivation: () => void;
	readonly dropActivation: () => void;
	/** Makes a project the session's active one; true when the service did. */
	readonly setActiveProject: (project: Project) => Promise<boolean>;
	/** Takes up a project that was just made, which is the active one by that. */
	readonly takeNewProject: (project: Project) => void;
};

/** What a project is called where its name is foreign text: safe to draw, and never empty. */
export const projectLabel = ({name, id}: Project): string => sanitise(name || id || '(no name)');

/** The project that the cursor is on. */
export const selectCurrentProject = ({projects, selectedProject}: ProjectsState): Project | undefined =>
	projects.items[selectedProject];

const within = (row: number, count: number) => Math.max(0, Math.min(row, count - 1));

/** Makes the part of the state that is about projects. */
export const projectsSlice: Slice<ProjectsState> = (set, get, core) => {
	let newest = 0;
	let latest: Promise<void> | undefined;
	let ownChoices = 0;

	/** Swaps the list while the cursor stays on its project. */
	const show = (items: readonly Project[]) => {
		const current = selectCurrentProject(get());
		const found = current ? items.findIndex(({id}) => id === current.id) : -1;
		set({
			projects: {status: 'ready', items},
			selectedProject: found >= 0 ? found : within(get().selectedProject, items.length),
		});
	};

	const putActive = (project: Project | undefined) => {
		const {activeProject: before} = get();
		const isOther = before !== undefined && project !== undefined && before.id !== project.id;
		set({activeProject: project, ...(isOther && {lastProject: before})});
		return isOther;
	};

	/** What was read of the active project counts, unless this program has been changing it meanwhile. */
	const noteActive = (project: Project | undefined, choices: number) => {
		if (choices !== ownChoices || get().activation.status === 'sending' || get().run?.status === 'running')
			return;
		if (putActive(project) && project) {
			get().say(
				`The active project is now ${projectLabel(project)}: changed by another terminal of this session.`,
			);
		}
	};

	const read = async () => {
		newest += 1;
		const mine = newest;
		const choices = ownChoices;
		const {era} = core;
		const {items} = get().projects;
		set({projects: {status: 'loading', items}});
		const {portal} = (await core.bench()).service;
		const [list, active] = await Promise.all([portal.listProjects(), portal.activeProject()]);
		if (mine !== newest) {
			// A later reading has begun: this one is not shown any more, and who waits for it gets the later one.
			await latest;
			return;
		}
		if (era !== core.era) return;
		if (active.ok) noteActive(active.value.value, choices);
		else if (active.error.kind === 'not-found') noteActive(undefined, choices);
		if (list.ok) {
			get().dropEndedSession();
			show(list.value.value);
			return;
		}
		const failure = apiFailure('The projects could not be read', list.error);
		set({projects: {status: 'failed', items, failure}});
	};

	return {
		projects: {status: 'idle', items: []},
		activeProject: undefined,
		lastProject: undefined,
		projectLimit: undefined,
		selectedProject: 0,
		activation: {status: 'none'},
		async loadProjects() {
			latest = read();
			await latest;
		},
		async loadProjectsAndLimit() {
			await get().loadProjects();
			const {activeProject} = get();
			const {era} = core;
			if (!activeProject) return;
			const [{readProjectLimit}, {service}] = await Promise.all([core.engine(), core.bench()]);
			const projectLimit = await readProjectLimit(service.portal, activeProject.id);
			// That it could not be read is no failure that keeps anyone from anything.
			if (era === core.era) set({projectLimit});
		},
		moveProjectSelection(by) {
			set(({selectedProject, projects}) => ({
				selectedProject: within(selectedProject + by, projects.items.length),
				activation: {status: 'none'},
			}));
		},
		askActivation() {
			const project = selectCurrentProject(get());
			if (project) set({activation: {status: 'asked', project}, message: ''});
		},
		dropActivation() {
			set({activation: {status: 'none'}});
		},
		async setActiveProject(project) {
			const {activeProject: known, activation} = get();
			if (activation.status === 'sending') return false;
			const {era} = core;
			set({activation: {status: 'sending', project}, message: ''});
			const [{setActiveProject}, {service}] = await Promise.all([core.engine(), core.bench()]);
			const result = await setActiveProject(service.portal, project.id);
			if (era !== core.era) return false;
			ownChoices += 1;
			if (!result.ok) {
				const failure = stepFailure('The project could not be made the active one', result.error);
				set({activation: {status: 'failed', project, failure}});
				return false;
			}
			set({activation: {status: 'none'}});
			const {wasActive} = result.value;
			const isRivals = wasActive !== undefined && known !== undefined && wasActive.id !== known.id;
			if (wasActive && wasActive.id !== project.id) putActive(wasActive);
			putActive(project);
			const rival = isRivals
				? ` Another terminal of this session had chosen ${projectLabel(wasActive)} meanwhile.`
				: '';
			get().say(
				`The active project is ${projectLabel(project)}, for every terminal of this session.${rival}`,
			);
			return true;
		},
		takeNewProject(project) {
			ownChoices += 1;
			putActive(project);
			const {projectForm} = get();
			// Another one may be half typed while an older operation is finished.
			if (projectForm?.projectId === undefined && projectForm?.name.trim() === project.name)
				set({projectForm: undefined});
			void get().loadProjects();
		},
	};
};
