import {browseKeymap} from './global-keymap.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the sign-in. */
export const signInKeymap: Keymap = [
	{
		id: 'sign-in.go-on',
		keys: ['enter'],
		label: 'Go on',
		group: 'Sign in',
		footer: true,
		blockedBy({state}) {
			const {status} = state().session;
			return status === 'signing-in' ? 'Wait until the service has answered, or press Esc.' : undefined;
		},
		run({state}) {
			const {session, approve, signIn} = state();
			void (session.status === 'needs-approval' ? approve() : signIn());
		},
	},
	{
		id: 'sign-in.again',
		keys: ['r'],
		label: 'New page',
		group: 'Sign in',
		footer: true,
		blockedBy: ({state}) =>
			state().session.status === 'needs-approval' ? undefined : 'There is no page to open yet.',
		run({state}) {
			void state().signIn();
		},
	},
	{
		id: 'sign-in.cancel',
		keys: ['escape'],
		label: 'Cancel',
		group: 'Sign in',
		footer: 'always',
		run({state}) {
			const {cancelSignIn, back, restart} = state();
			cancelSignIn();
			if (!back()) restart({name: 'welcome'});
		},
	},
	...browseKeymap,
];
