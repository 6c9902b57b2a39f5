import {deleteCancelKeymap, deleteNameKeymap} from '../../../source/screens/delete-keymap.ts';
import {tokenKeymap} from '../../../source/screens/token-keymap.ts';
import {type AStore, holding, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const projectsPath = /^\/iam\/v1\/tokens\/[^/]+\/projects$/;

const made = async (app: AStore) => {
	await app.signIn();
	const {id} = await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	return id;
};

const shown = async (app: AStore, prepare: () => void) => {
	const tokenId = await made(app);
	prepare();
	app.state().go({name: 'token', tokenId});
	void app.state().loadDetail(tokenId);
};

const failed = ({detail}: ReturnType<AStore['state']>) => detail?.status === 'failed';

const deleting = async (app: AStore) => {
	const tokenId = await made(app);
	app.state().beginDelete(tokenId);
	app.state().go({name: 'delete', tokenId});
	await app.until(({detail}) => detail?.status === 'ready');
};

/** The states of a token's page, and of the question before it is deleted. */
export const tokenScenarios: readonly Scenario[] = [
	{
		name: 'token, projects being read',
		keymap: tokenKeymap,
		focus: 'none',
		reach: async app => shown(app, () => app.interceptWith(holding('GET', projectsPath))),
	},
	{
		name: 'token, projects not read',
		keymap: tokenKeymap,
		focus: 'none',
		async reach(app) {
			await shown(app, () => app.interceptWith(refusing('GET', projectsPath, 403)));
			await app.until(failed);
		},
	},
	{
		name: 'token, without its key',
		keymap: tokenKeymap,
		focus: 'none',
		async reach(app) {
			await shown(app, () => app.store.setState({keys: new Map()}));
			await app.until(({detail}) => detail?.status === 'ready');
		},
	},
	{
		name: 'delete, cancel',
		keymap: deleteCancelKeymap,
		focus: 'none',
		async reach(app) {
			await deleting(app);
			app.state().editDelete({field: 'cancel'});
		},
	},
	{
		name: 'delete, the other button',
		keymap: deleteNameKeymap,
		focus: 'none',
		async reach(app) {
			await deleting(app);
			app.state().editDelete({field: 'delete'});
		},
	},
	{
		name: 'delete, projects not read',
		keymap: deleteNameKeymap,
		focus: 'text',
		async reach(app) {
			const tokenId = await made(app);
			app.interceptWith(refusing('GET', projectsPath, 403));
			app.state().beginDelete(tokenId);
			app.state().go({name: 'delete', tokenId});
			await app.until(failed);
		},
	},
];
