import {readFileSync} from 'node:fs';
import {
	createKeyKeymaps,
	createMenuKeymap,
	createTickKeymap,
} from '../../../source/screens/create/create-keymap.ts';
import {runBroughtKeymap} from '../../../source/screens/run-keymap.ts';
import type {CreateDraft} from '../../../source/store/draft-slice.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const onKeyPage = async ({signIn, state}: AStore, change: Partial<CreateDraft>) => {
	await signIn();
	state().beginDraft();
	state().editDraft({page: 'key', name: 'ci-deploy-prod', ...change});
	state().go({name: 'create'});
};

const bringing = async (app: AStore, file: string) => {
	await onKeyPage(app, {keyView: 'bring'});
	app.state().takePastedKey(readFileSync(`test/keys/vectors/${file}`, 'utf8'));
	await app.until(({draft}) => draft.brought !== undefined || draft.keyProblem !== undefined);
};

/** The pages about the key and its passphrase in the states that a key of the person's has, and the end of such a create. */
export const createKeyScenarios: readonly Scenario[] = [
	{
		name: 'create, key, made by hand',
		keymap: createKeyKeymaps.recipe,
		focus: 'none',
		reach: async app => onKeyPage(app, {keyView: 'recipe'}),
	},
	{
		name: 'create, key, to be brought',
		keymap: createKeyKeymaps.bring,
		focus: 'text',
		async reach(app) {
			await onKeyPage(app, {keyView: 'bring', keyFile: 'test/keys/vectors/p256-'});
			await app.state().completeKeyFile();
		},
	},
	{
		name: 'create, key, refused',
		keymap: createKeyKeymaps.bring,
		focus: 'text',
		reach: async app => bringing(app, 'p256-aes-256-cbc.pem'),
	},
	{
		name: 'create, key in a cloud, to be named',
		keymap: createKeyKeymaps.cloud,
		focus: 'text',
		reach: async app => onKeyPage(app, {keyView: 'cloud', cloudKey: 'azure:'}),
	},
	{
		name: 'create, key in a cloud, refused',
		keymap: createKeyKeymaps.cloud,
		focus: 'text',
		async reach(app) {
			await onKeyPage(app, {keyView: 'cloud', cloudKey: 'aws:alias/my-machine'});
			// No tool is found by the variables of these tests.
			await app.state().findCloudKey();
		},
	},
	{
		name: 'create, key, recognised',
		keymap: createMenuKeymap,
		focus: 'menu',
		reach: async app => bringing(app, 'rsa.pem'),
	},
	{
		name: 'create, passphrase made',
		keymap: createTickKeymap,
		focus: 'none',
		async reach(app) {
			await onKeyPage(app, {page: 'passphrase', passphraseField: 'make', madePassphrase: 'on-screen'});
			app.store.secrets.set('passphrase', 'tufi-pizi-jato-nola-wayu-mimu');
		},
	},
	{
		name: 'run, made with a key from elsewhere',
		keymap: runBroughtKeymap,
		focus: 'none',
		async reach(app) {
			await bringing(app, 'p256-spki.pem');
			app.state().takeBroughtKey('ES256');
			app.state().restart({name: 'run'});
			await app.state().startCreate();
		},
	},
];
