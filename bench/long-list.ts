import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Environment, sandboxEnvironment} from '../source/config/environments.ts';
import {findPaths} from '../source/config/paths.ts';
import {openSettings} from '../source/config/settings.ts';
import {makeKeyGenerator} from '../source/keys/generate.ts';
import {registeredJwk} from '../source/keys/public-jwk.ts';
import {makeWorkbench} from '../source/operations/workbench.ts';
import {makeAppStore} from '../source/store/app-store.ts';
import {systemEffects} from '../source/system/system-effects.ts';
import {reveal} from '../source/text/secret.ts';
import {environmentAt} from '../test/fixtures/environment-at.ts';
import {fillSandbox} from '../test/fixtures/fill-sandbox.ts';

const version = '0.0.0';

/** Makes the folder of a sandbox that holds `count` tokens of its one user, and the home around it. */
export const seedSandbox = async (count: number) => {
	const home = await mkdtemp(join(tmpdir(), 'pat-tui-list-'));
	const paths = findPaths({PAT_TUI_HOME: home}, home);
	const {service} = makeWorkbench(sandboxEnvironment, paths, systemEffects(), version);
	const session = await service.signIn();
	if (!session.ok) throw new Error('The sandbox let nobody in');
	const {publicJwk} = await makeKeyGenerator().generate('ES256');
	const keys = [registeredJwk(publicJwk, 'ES256', 'k-1')];
	const created = await service.iam.createToken({
		name: 'token-00000',
		authenticationMethod: {type: 'PRIVATE_KEY', signingAlgorithm: 'ES256', publicKeyInfo: {jwks: {keys}}},
	});
	if (!created.ok) throw new Error(created.error.message);
	fillSandbox(paths.sandbox, count);
	return {home, sandbox: paths.sandbox, remove: async () => rm(home, {recursive: true, force: true})};
};

const bareLoop = async ({portalUrl, cookieName}: Environment, session: string): Promise<number> => {
	const cookie = `${cookieName}=${session}`;
	let read = 0;
	let key: string | undefined;
	do {
		const after = key === undefined ? '' : `&exclusiveStartKey=${encodeURIComponent(key)}`;
		const reply = await fetch(`${portalUrl}/iam/v1/tokens?limit=100${after}`, {headers: {cookie}});
		const page = await reply.json();
		read += page.tokens.length;
		key = page.lastEvaluatedKey;
	} while (key !== undefined);
	return read;
};

/** Signs in at a sandbox that is served at an origin, and gives the two ways to read its list to be compared. */
export const openList = async (origin: string, home: string) => {
	const environment = environmentAt(origin, false);
	const effects = systemEffects();
	const paths = findPaths({PAT_TUI_HOME: home}, home);
	const {service} = makeWorkbench(environment, paths, effects, version);
	const session = await service.signIn();
	if (!session.ok) throw new Error('The sandbox let nobody in');
	const settings = openSettings(paths.config, effects.clock.now());
	return {
		bareLoop: async () => bareLoop(environment, reveal(session.value.id)),
		/** Reads the list as the screen does; `firstPage` is how many rows stood in it before the second page arrived. */
		async readList() {
			let replies = 0;
			let firstPage = 0;
			const watched: typeof fetch = async (...call) => {
				const response = await fetch(...call);
				if (String(call[0] instanceof Request ? call[0].url : call[0]).includes('/iam/v1/tokens'))
					replies += 1;
				if (replies === 2) firstPage = getState().tokens.items.length;
				return response;
			};
			const {getState, subscribe} = makeAppStore({
				effects: {...effects, fetch: watched},
				paths,
				settings,
				version,
				variables: {},
				copy: async () => ({tool: undefined, failed: [], isSent: false}),
			});
			getState().chooseEnvironment(environment);
			if (!(await getState().restoreSession())) throw new Error('The session was not kept');
			const begun = performance.now();
			let ms = 0;
			// Whole on the screen, that is: it is kept for the next start after that.
			subscribe(({tokens}) => {
				if (tokens.status === 'fresh' && ms === 0) ms = performance.now() - begun;
			});
			await getState().loadTokens();
			const {items, status} = getState().tokens;
			if (status !== 'fresh') throw new Error(`The list is ${status}`);
			return {ms, rows: items.length, firstPage};
		},
	};
};
