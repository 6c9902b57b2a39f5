import type {AppStore} from '../store/app-store.ts';
import type {Clock} from '../system/clock.ts';

// Long enough to read a line, whatever was pressed while it came.
const shownMs = 5000;

/**
 * Makes what takes the message in the status line away: at the next key that does something, and not before it could be
 * read. No timer runs for it, so a message stays for as long as nothing is pressed.
 */
export const makeShownMessage = (store: AppStore, {now}: Pick<Clock, 'now'>) => {
	let saidAt = now();
	store.subscribe(({message}, before) => {
		if (message !== before.message) saidAt = now();
	});
	return {
		/** To be called before a key does something. */
		clear() {
			const {message, say} = store.getState();
			if (message !== '' && now() - saidAt >= shownMs) say('');
		},
	};
};
