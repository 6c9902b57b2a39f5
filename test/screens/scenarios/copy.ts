import {copyKeymap} from '../../../source/screens/copy-keymap.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const opened = async ({signIn, makeToken, state}: AStore) => {
	await signIn();
	const {id} = await makeToken('ci-deploy-prod');
	state().restart({name: 'tokens'});
	state().openCopyMenu({kind: 'token', id});
};

/** The states of the menu of what can be copied. */
export const copyScenarios: readonly Scenario[] = [
	{name: 'copy, menu', keymap: copyKeymap, focus: 'menu', reach: opened},
	{
		name: 'copy, written to a file',
		keymap: copyKeymap,
		focus: 'menu',
		async reach(app) {
			await opened(app);
			await app.state().writeCopy();
		},
	},
	{
		name: 'copy, token gone',
		keymap: copyKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().openCopyMenu({kind: 'token', id: 'not-there'});
		},
	},
];
