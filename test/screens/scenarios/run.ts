import {operationsKeymap} from '../../../source/screens/operations-keymap.ts';
import {
	runDoneKeymap,
	runMadeKeymap,
	runRunningKeymap,
	runStoppedKeymap,
} from '../../../source/screens/run-keymap.ts';
import {type AStore, answering, holding, type Intercept, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const tokensPath = /^\/iam\/v1\/tokens$/;
const name = 'ci-deploy-prod';

/** A create whose reply is lost, so that nobody knows whether it happened. */
const losingTheCreate: Intercept = answering('POST', tokensPath, async () => {
	throw new TypeError('fetch failed');
});

/** Begins a create and comes back while it is on its way; its end can be waited for. */
const making = async ({signIn, state, until, interceptWith}: AStore, intercept: Intercept) => {
	await signIn();
	interceptWith(intercept);
	state().beginDraft();
	state().editDraft({name, algorithm: 'ES256'});
	state().restart({name: 'run'});
	const done = state().startCreate();
	await until(
		({run}) =>
			run?.steps.some(({step, status}) => step === 'register-token' && status !== 'planned') ?? false,
	);
	return {done};
};

const stopped = async (app: AStore, intercept: Intercept) => {
	const {done} = await making(app, intercept);
	// Looking for a token whose create was lost takes two waits that do not pass by themselves. Each is woken once, when it
	// is there: at another moment that would be the end of the time that a request has.
	const woken = new Set<string>();
	await app.until(({run}) => {
		const waiting = run?.steps.find(({status}) => status === 'waiting')?.detail ?? '';
		if (/in (?:3|10) s/.test(waiting) && !woken.has(waiting)) {
			woken.add(waiting);
			app.clock.wakeNext(10_000);
		}
		return run?.status === 'stopped';
	});
	await done;
};

/** The states of an operation on its way, and the list of those that stopped. */
export const runScenarios: readonly Scenario[] = [
	{
		name: 'run, under way',
		keymap: runRunningKeymap,
		focus: 'none',
		async reach(app) {
			await making(app, holding('POST', tokensPath));
		},
	},
	{
		name: 'run, made',
		keymap: runMadeKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state}) {
			await signIn();
			await makeToken(name);
			state().restart({name: 'run'});
		},
	},
	{
		name: 'run, deleted',
		keymap: runDoneKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state}) {
			await signIn();
			const {id: tokenId} = await makeToken(name);
			state().restart({name: 'run'});
			await state().startDelete({tokenId, name, removeKeys: []});
		},
	},
	{
		name: 'run, refused',
		keymap: runStoppedKeymap,
		focus: 'none',
		reach: async app => stopped(app, refusing('POST', tokensPath, 400)),
	},
	{
		name: 'run, not sure',
		keymap: runStoppedKeymap,
		focus: 'none',
		reach: async app => stopped(app, losingTheCreate),
	},
	{
		name: 'operations, none',
		keymap: operationsKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'operations'});
		},
	},
	{
		name: 'operations, one',
		keymap: operationsKeymap,
		focus: 'menu',
		async reach(app) {
			await stopped(app, refusing('POST', tokensPath, 400));
			app.state().restart({name: 'tokens'});
			app.state().go({name: 'operations'});
		},
	},
];
