import type {AppState} from './app-store.ts';

/** Gives the part of the first state that holds nothing of any user: set again, it forgets all that was shown of one. */
export const noUserData = ({
	environment,
	session,
	routes,
	message,
	receipts,
	isQuitArmed,
	...data
}: AppState): Partial<AppState> => data;
