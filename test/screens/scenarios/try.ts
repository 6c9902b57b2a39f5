import {tryAsKeymap, tryKeymap, unlockKeymap} from '../../../source/screens/try-keymap.ts';
import {type AStore, holding, type Intercept, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const passphrase = 'correct horse';
const name = 'ci-deploy-prod';

const trying = async (
	app: AStore,
	{locked = false, intercept}: {readonly locked?: boolean; readonly intercept?: Intercept} = {},
) => {
	await app.signIn();
	const token = await app.makeToken(name, locked ? {passphrase} : {});
	const {state, until} = app;
	if (intercept) app.interceptWith(intercept);
	if (locked) {
		// Only the next start of the program has forgotten the key that was just made.
		app.clock.advance(11 * 60 * 1000);
		await Promise.resolve();
	}
	state().restart({name: 'tokens'});
	state().go({name: 'try', tokenId: token.id});
	void state().startTry(token.id);
	await until(
		({attempt}) =>
			attempt?.status === 'locked' ||
			(attempt?.run?.steps.some(({step, status}) => step === 'access-token' && status !== 'planned') ??
				false),
	);
};

const tried = async (app: AStore, intercept?: Intercept) => {
	await trying(app, intercept ? {intercept} : {});
	// The try is remembered right after its end.
	await app.until(
		({attempt, tries}) => attempt?.status === 'done' && tries?.get(attempt.tokenId) !== undefined,
	);
};

/** The states of a try. */
export const tryScenarios: readonly Scenario[] = [
	{
		name: 'try, locked',
		keymap: unlockKeymap,
		focus: 'text',
		reach: async app => trying(app, {locked: true}),
	},
	{
		name: 'try, under way',
		keymap: tryKeymap,
		focus: 'none',
		reach: async app => trying(app, {intercept: holding('POST', /^\/auth\/oauth2\/token$/)}),
	},
	{
		name: 'try, as an SDK, to choose',
		keymap: tryAsKeymap,
		focus: 'menu',
		async reach(app) {
			await tried(app);
			app.state().chooseTry(true);
		},
	},
	{name: 'try, works', keymap: tryKeymap, focus: 'none', reach: async app => tried(app)},
	{
		name: 'try, works, with header and claims',
		keymap: tryKeymap,
		focus: 'none',
		async reach(app) {
			await tried(app);
			app.state().toggleAssertion();
		},
	},
	{
		name: 'try, failed',
		keymap: tryKeymap,
		focus: 'none',
		reach: async app => tried(app, refusing('POST', /^\/auth\/oauth2\/token$/, 401)),
	},
];
