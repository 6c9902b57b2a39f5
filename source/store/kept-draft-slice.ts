import {userFolder} from '../config/user-folder.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import {emptyDraft} from './draft-slice.ts';
import {keepDraft, keptOf, readKeptDraft} from './kept-draft.ts';
import type {Slice} from './slice.ts';

export type KeptDraftState = {
	/** Takes up the draft that was left behind by an earlier run of the program, unless one is begun. */
	readonly takeUpDraft: () => void;
};

const folderOf = ({environment, session}: AppState, {paths}: Pick<Core, 'paths'>) =>
	environment && session.status === 'signed-in' ? userFolder(paths, environment, session) : undefined;

/** Makes the part of the state that brings a draft over a restart of the program. */
export const keptDraftSlice: Slice<KeptDraftState> = (set, get, core) => ({
	takeUpDraft() {
		const folder = folderOf(get(), core);
		if (folder === undefined || get().draft.name !== '') return;
		const kept = readKeptDraft(folder);
		if (kept) set({draft: {...emptyDraft, ...kept, project: get().activeProject}});
	},
});

/** Keeps the draft at each of its steps, and forgets it once it is dropped or being made: from then on the journal knows. */
export const keepDrafts = (
	subscribe: (listener: (state: AppState, before: AppState) => void) => unknown,
	core: Pick<Core, 'paths'>,
): void => {
	let written = Promise.resolve();
	subscribe((state, before) => {
		const isMade = state.run?.kind === 'create' && state.run.status === 'running' && state.run !== before.run;
		const hasMoved = state.draft.page !== before.draft.page;
		const isDropped = state.draft.name === '' && before.draft.name !== '';
		if (!(isMade || hasMoved || isDropped)) return;
		const folder = folderOf(state, core) ?? folderOf(before, core);
		if (folder === undefined) return;
		const draft = isMade ? undefined : keptOf(state.draft);
		written = written.then(async () => keepDraft(folder, draft));
	});
};
