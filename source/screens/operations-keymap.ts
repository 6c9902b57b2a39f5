import {backKey, browseKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

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
