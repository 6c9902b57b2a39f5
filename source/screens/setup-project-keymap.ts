import {backKey, browseKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the setup's choice of a project. */
export const setupProjectKeymap: Keymap = [
	...menuHints('Choose'),
	{
		id: 'projects.refresh',
		keys: ['r'],
		label: 'Read again',
		group: 'Projects',
		footer: true,
		run({state}) {
			void state().loadProjects();
		},
	},
	backKey(['escape']),
	...browseKeymap,
];
