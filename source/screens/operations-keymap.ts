import {backKey, browseKeymap} from '../app/global-keymap.ts';
import type {Keymap} from '../app/screen-context.tsx';
import {menuHints} from './menu-hints.ts';

/** The keys of the list of interrupted operations. */
export const operationsKeymap: Keymap = [
	...menuHints('Choose'),
	{
		id: 'operations.refresh',
		keys: ['r'],
		label: 'Read again',
		group: 'Operations',
		footer: true,
		run({state}) {
			void state().loadOperations();
		},
	},
	backKey(['escape']),
	...browseKeymap,
];
