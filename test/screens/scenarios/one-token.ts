import {deleteKeyKeymap, deleteNameKeymap} from '../../../source/screens/delete-keymap.ts';
import {tokenKeymap} from '../../../source/screens/token-keymap.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const name = 'ci-deploy-prod';

const onToken = async (app: AStore, open: (id: string) => void) => {
	await app.signIn();
	const {id} = await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	open(id);
	await app.until(({detail}) => detail?.tokenId === id && detail.status === 'ready');
};

const deleting = async (app: AStore) =>
	onToken(app, tokenId => {
		app.state().beginDelete(tokenId);
		app.state().go({name: 'delete', tokenId});
	});

/** The states of one token, and of the question before it is deleted, in which all was read. */
export const oneTokenScenarios: readonly Scenario[] = [
	{
		name: 'token',
		keymap: tokenKeymap,
		focus: 'none',
		async reach(app) {
			await onToken(app, tokenId => {
				app.state().go({name: 'token', tokenId});
				void app.state().loadDetail(tokenId);
			});
		},
	},
	{
		name: 'token, gone',
		keymap: tokenKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'token', tokenId: 'not-there'});
		},
	},
	{name: 'delete, name', keymap: deleteNameKeymap, focus: 'text', reach: deleting},
	{
		name: 'delete, key',
		keymap: deleteKeyKeymap,
		focus: 'none',
		async reach(app) {
			await deleting(app);
			app.state().editDelete({field: 'key'});
		},
	},
];
