import {tokensFilterKeymap, tokensKeymap} from '../../../source/screens/tokens-keymap.ts';
import {findByWords} from '../../../source/store/find-by-words.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const listed = async (app: AStore) => {
	await app.signIn();
	for (const name of ['ci-deploy-prod', 'wallet-sync']) await app.makeToken(name);
	app.state().restart({name: 'tokens'});
};

const filtering = async (app: AStore, filter: string) => {
	await listed(app);
	app.state().openFilter();
	await app.until(({findNames}) => findNames !== findByWords);
	app.state().changeFilter(filter);
};

/** Chinese, Arabic, a mark that joins the letter before, emoji, full width, and one longer than any column. */
const namesOfTheWorld = [
	'上海-部署-生产环境',
	'cafe\u0301-deploy',
	'deploy-🚀-nightly',
	'ｗｉｄｅ-letters',
	'نشر-الإنتاج',
	'a-name-that-is-longer-than-any-column-of-the-list-would-ever-be',
];

/** The states of the list while it is filtered, and with names of all kinds. */
export const tokensScenarios: readonly Scenario[] = [
	{
		name: 'tokens, filter being typed',
		keymap: tokensFilterKeymap,
		focus: 'text',
		reach: async app => filtering(app, 'cdp alg:ES'),
	},
	{
		name: 'tokens, nothing fits the filter',
		keymap: tokensKeymap,
		focus: 'none',
		async reach(app) {
			await filtering(app, 'no such name');
			app.state().keepFilter();
		},
	},
	{
		name: 'tokens, names of the world',
		hasForeignNames: true,
		keymap: tokensKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			for (const name of namesOfTheWorld) await app.makeToken(name);
			app.state().restart({name: 'tokens'});
		},
	},
];
