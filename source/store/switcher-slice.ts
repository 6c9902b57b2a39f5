import type {Project} from '../api/project.ts';
import type {AppState} from './app-store.ts';
import {matchingProjects} from './matching-projects.ts';
import type {Slice} from './slice.ts';

export type SwitcherState = {
	/** What was typed to find a project, and the row that the cursor is on. */
	readonly switcher: {readonly filter: string; readonly row: number};
	/** Opens the switcher of projects, with the list on its way. */
	readonly openSwitcher: () => void;
	readonly filterSwitcher: (filter: string) => void;
	readonly moveSwitcher: (by: number) => void;
	/** Makes the project under the cursor the active one, and goes back when that is done. */
	readonly chooseInSwitcher: () => Promise<void>;
};

const matches = ({projects, switcher}: AppState): readonly Project[] =>
	matchingProjects(projects.items, switcher.filter);

/** The project that Enter would choose. */
export const selectSwitcherProject = (state: AppState): Project | undefined =>
	matches(state)[state.switcher.row];

/** Makes the part of the state that is about switching between projects. */
export const switcherSlice: Slice<SwitcherState> = (set, get) => ({
	switcher: {filter: '', row: 0},
	openSwitcher() {
		const {dropActivation, go, loadProjects} = get();
		dropActivation();
		set({switcher: {filter: '', row: 0}});
		go({name: 'switcher'});
		void loadProjects();
	},
	filterSwitcher(filter) {
		set({switcher: {filter, row: 0}});
	},
	moveSwitcher(by) {
		const last = Math.max(0, matches(get()).length - 1);
		set(({switcher}) => ({switcher: {...switcher, row: Math.max(0, Math.min(switcher.row + by, last))}}));
	},
	async chooseInSwitcher() {
		const project = selectSwitcherProject(get());
		if (!project || !(await get().setActiveProject(project))) return;
		const {routes, message, back, say} = get();
		if (routes.at(-1)?.name !== 'switcher') return;
		back();
		say(message);
	},
});
