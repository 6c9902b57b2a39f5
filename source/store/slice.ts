import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';

/** Makes one part of the state: data, and the verbs that change it. */
export type Slice<State> = (
	set: (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void,
	get: () => AppState,
	core: Core,
) => State;
