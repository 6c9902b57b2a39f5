import type {AppState} from '../store/app-store.ts';
import type {PagedText} from '../store/pager-slice.ts';
import type {Keymap} from './screen-context.tsx';

/** Makes the key that opens what a screen is about in the person's pager; `make` gives nothing while that is not there. */
export const pagerKey = (make: (state: AppState, now: number) => PagedText | undefined): Keymap[number] => ({
	id: 'screen.pager',
	keys: ['|'],
	label: 'Read it in the pager',
	group: 'Anywhere',
	blockedBy: ({state}) => (make(state(), 0) ? undefined : 'There is nothing to read yet.'),
	run({state, lend}) {
		const {openPager} = state();
		void openPager(now => make(state(), now) ?? {name: 'nothing.txt', text: ''}, lend);
	},
});
