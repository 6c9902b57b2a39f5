import {browseKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const status = ({state}: ScreenContext) => state().session.status;

const noPage = 'There is no page to open yet.';

/** The keys of the sign-in. */
export const signInKeymap: Keymap = [
	{
		id: 'sign-in.go-on',
		keys: ['enter'],
		label: 'Go on',
		group: 'Sign in',
		footer: true,
		blockedBy({state}) {
			const {session} = state();
			const isBusy =
				session.status === 'signing-in' || (session.status === 'needs-approval' && session.isAsking);
			return isBusy ? 'Wait until the service has answered, or press Esc.' : undefined;
		},
		run(context) {
			const {adopt, approve, signIn} = context.state();
			const verbs: Readonly<Record<string, () => Promise<void>>> = {found: adopt, 'needs-approval': approve};
			void (verbs[status(context)] ?? signIn)();
		},
	},
	{
		id: 'sign-in.anew',
		keys: ['b'],
		label: 'Sign in anew',
		group: 'Sign in',
		footer: true,
		blockedBy: context =>
			status(context) === 'found' ? undefined : 'There is no other session to leave aside.',
		run({state}) {
			void state().signIn({anew: true});
		},
	},
	{
		id: 'sign-in.open',
		keys: ['o'],
		label: 'Open the page',
		group: 'Sign in',
		footer: true,
		blockedBy({state}) {
			const {session} = state();
			if (session.status !== 'needs-approval') return noPage;
			return session.browser === 'opening' ? 'It is being opened already.' : undefined;
		},
		run({state}) {
			void state().openPage();
		},
	},
	{
		id: 'sign-in.again',
		keys: ['r'],
		label: 'New page',
		group: 'Sign in',
		footer: true,
		blockedBy: context => (['needs-approval', 'failed'].includes(status(context)) ? undefined : noPage),
		run({state}) {
			void state().signIn({anew: true});
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
