import {backKey, browseKeymap} from '../app/global-keymap.ts';
import type {Keymap} from '../app/screen-context.tsx';
import {menuHints} from './menu-hints.ts';

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
