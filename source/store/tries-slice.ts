import type {Tried} from '../operations/token/tries.ts';
import type {TryOutcome} from '../operations/token/try-outcome.ts';
import type {Slice} from './slice.ts';

export type TriesState = {
	/** The tries that were made from this computer, by token id, newest first; undefined before they were read. */
	readonly tries: ReadonlyMap<string, readonly Tried[]> | undefined;
	readonly loadTries: () => Promise<void>;
	/** Remembers how a try ended; a cancelled one is none. `project`: the name of the one that it was tried in. */
	readonly noteTry: (tokenId: string, project: string | undefined, outcome: TryOutcome) => Promise<void>;
};

const none: readonly Tried[] = [];

/** The tries of a token that are known, newest first. */
export const selectTriesOf =
	(tokenId: string) =>
	({tries}: Pick<TriesState, 'tries'>): readonly Tried[] =>
		tries?.get(tokenId) ?? none;

/** Makes the part of the state that is about earlier tries. */
export const triesSlice: Slice<TriesState> = (set, get, core) => ({
	tries: undefined,
	async loadTries() {
		const {environment, session} = get();
		if (!environment || session.status !== 'signed-in') return;
		const {era} = core;
		const {readTries} = await core.engine();
		const tries = await readTries(core.paths.activity, {environment, user: session.sub});
		if (era === core.era) set({tries});
	},
	async noteTry(tokenId, project, outcome) {
		const {era} = core;
		const [{triedEffect, triedOf}, {environment, note}] = await Promise.all([core.engine(), core.bench()]);
		const effect = triedEffect({tokenId, tokenEndpoint: environment.tokenEndpoint, project}, outcome);
		if (!effect || era !== core.era) return;
		const tried = triedOf({...effect, at: core.effects.clock.now()});
		set(({tries}) => ({tries: new Map(tries).set(tokenId, [tried, ...(tries?.get(tokenId) ?? [])])}));
		await note(effect);
	},
});
