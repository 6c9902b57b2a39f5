import {copyablesOf} from '../store/copy-slice.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the menu of what can be copied. */
export const copyKeymap: Keymap = [
	...menuHints('Copy'),
	{
		id: 'copy.write',
		keys: ['f'],
		label: 'Write to a file',
		group: 'Copy',
		footer: true,
		blockedBy({state}) {
			const {copyMenu} = state();
			if (copyMenu?.isWriting) return 'One moment: a file is being written.';
			const hasRow = copyMenu && copyablesOf(copyMenu.subject, state()).length > 0;
			return hasRow ? undefined : 'There is nothing to write.';
		},
		run({state}) {
			void state().writeCopy();
		},
	},
	backKey(),
	...browseKeymap,
];
