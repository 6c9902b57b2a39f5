import {signInKeymap} from '../../../source/screens/sign-in-keymap.ts';
import {signOutKeymap} from '../../../source/screens/sign-out-keymap.ts';
import {welcomeKeymap} from '../../../source/screens/welcome-keymap.ts';
import {type AStore, holding, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const signingIn = async ({choose, state}: AStore) => {
	choose();
	state().go({name: 'sign-in', next: 'setup-project'});
	void state().signIn();
};

/** The states of the first screen, of signing in and of signing out. */
export const sessionScenarios: readonly Scenario[] = [
	{name: 'welcome', keymap: welcomeKeymap, focus: 'menu', reach: async () => {}},
	{
		name: 'sign-in, under way',
		keymap: signInKeymap,
		focus: 'none',
		async reach(app) {
			app.interceptWith(holding('POST', /^\/api\/auth\/url$/));
			await signingIn(app);
		},
	},
	{
		name: 'sign-in, to be approved',
		keymap: signInKeymap,
		focus: 'none',
		autoApprove: false,
		async reach(app) {
			await signingIn(app);
			await app.until(({session}) => session.status === 'needs-approval');
		},
	},
	{
		name: 'sign-in, failed',
		keymap: signInKeymap,
		focus: 'none',
		async reach(app) {
			app.interceptWith(refusing('POST', /^\/api\/auth\/url$/, 400));
			await signingIn(app);
			await app.until(({session}) => session.status === 'failed');
		},
	},
	{
		name: 'sign-in, the official session found',
		keymap: signInKeymap,
		focus: 'none',
		async reach({choose, state, store}) {
			choose();
			state().go({name: 'sign-in', next: 'setup-project'});
			const place = '~/.affinidi/credentials-v2.json';
			store.setState({session: {status: 'found', email: 'somebody@example.com', place}});
		},
	},
	{
		name: 'sign-in, signed out',
		keymap: signInKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			await state().signOut();
		},
	},
	{
		name: 'sign-out',
		keymap: signOutKeymap,
		focus: 'menu',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'sign-out'});
		},
	},
];
