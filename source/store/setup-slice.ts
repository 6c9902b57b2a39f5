import type {Project} from '../api/project.ts';
import type {Slice} from './slice.ts';

export type SetupState = {
	/** Makes a project the active one and opens the wizard for the first token, above the list of tokens. */
	readonly beginFirstToken: (project: Project) => Promise<void>;
};

/** Makes the part of the state that leads from the setup to the first token. */
export const setupSlice: Slice<SetupState> = (_set, get) => ({
	async beginFirstToken(project) {
		const {setActiveProject, restart, go, beginDraft, loadAll, takeUpDraft} = get();
		if (!(await setActiveProject(project))) return;
		void loadAll();
		restart({name: 'tokens'});
		takeUpDraft();
		if (get().draft.name === '') beginDraft();
		go({name: 'create'});
	},
});
