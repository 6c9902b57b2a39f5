import {
	createMenuKeymap,
	createPassphraseKeymap,
	createTextKeymap,
} from '../../../source/screens/create/create-keymap.ts';
import type {CreatePage} from '../../../source/store/draft-slice.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const name = 'ci-deploy-prod';

const onPage =
	(page: CreatePage, more: Partial<ReturnType<AStore['state']>['draft']> = {}) =>
	async ({signIn, state, until}: AStore) => {
		await signIn();
		state().beginDraft();
		state().go({name: 'create'});
		state().editDraft({page: 'algorithm', name, algorithm: 'ES256'});
		state().nextPage();
		await until(({draft}) => draft.keyStatus === 'ready');
		state().editDraft({page, ...more});
	};

/** The pages of the wizard. */
export const createScenarios: readonly Scenario[] = [
	{name: 'create, name', keymap: createTextKeymap, focus: 'text', reach: onPage('name')},
	{name: 'create, algorithm', keymap: createMenuKeymap, focus: 'menu', reach: onPage('algorithm')},
	{name: 'create, key', keymap: createMenuKeymap, focus: 'menu', reach: onPage('key')},
	{name: 'create, passphrase', keymap: createPassphraseKeymap, focus: 'text', reach: onPage('passphrase')},
	{
		name: 'create, passphrase again',
		keymap: createPassphraseKeymap,
		focus: 'text',
		reach: onPage('passphrase', {passphraseField: 'second'}),
	},
	{name: 'create, permissions', keymap: createMenuKeymap, focus: 'menu', reach: onPage('permissions')},
	{name: 'create, review', keymap: createMenuKeymap, focus: 'menu', reach: onPage('review')},
	{
		name: 'create, review as a command',
		keymap: createMenuKeymap,
		focus: 'menu',
		reach: onPage('review', {reviewed: 'command'}),
	},
	{
		name: 'create, review as requests',
		keymap: createMenuKeymap,
		focus: 'menu',
		reach: onPage('review', {reviewed: 'requests'}),
	},
];
