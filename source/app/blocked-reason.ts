import type {AppStore} from '../store/app-store.ts';

/**
 * Makes what says in the status line why a key did nothing, and takes that back once it is not true any more or
 * another key has done something. A message that came after it is left alone.
 */
export const makeBlockedReason = (store: AppStore) => {
	let shown: string | undefined;
	let stop = () => {};
	const clear = () => {
		stop();
		const {message, say} = store.getState();
		if (shown !== undefined && message === shown) say('');
		shown = undefined;
	};
	return {
		/** Says the reason; `reasonNow` answers whether it still holds. */
		say(reason: string, reasonNow: () => string | undefined) {
			stop();
			shown = reason;
			store.getState().say(reason);
			stop = store.subscribe(() => {
				if (reasonNow() !== reason) clear();
			});
		},
		clear,
	};
};
