import {formKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the question whether to sign out. */
export const signOutKeymap: Keymap = [
	...menuHints('Choose'),
	{
		id: 'sign-out.cancel',
		keys: ['escape'],
		label: 'Cancel',
		group: 'Sign out',
		footer: 'always',
		blockedBy: ({state}) =>
			state().session.status === 'signing-out' ? 'Wait until the service has answered.' : undefined,
		run({state}) {
			state().back();
		},
	},
	...formKeymap,
];
