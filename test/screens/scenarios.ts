import {
	createMenuKeymap,
	createPassphraseKeymap,
	createTextKeymap,
} from '../../source/screens/create/create-keymap.ts';
import {deleteKeyKeymap, deleteNameKeymap} from '../../source/screens/delete-keymap.ts';
import {helpKeymap, helpPagesKeymap} from '../../source/screens/help-keymap.ts';
import {operationsKeymap} from '../../source/screens/operations-keymap.ts';
import {projectFormKeymap} from '../../source/screens/project-form-keymap.ts';
import {projectsAskedKeymap, projectsKeymap} from '../../source/screens/projects-keymap.ts';
import {
	runDoneKeymap,
	runMadeKeymap,
	runProjectKeymap,
	runRunningKeymap,
	runStoppedKeymap,
} from '../../source/screens/run-keymap.ts';
import type {Keymap} from '../../source/screens/screen-context.tsx';
import {setupNoProjectKeymap, setupProjectKeymap} from '../../source/screens/setup-project-keymap.ts';
import {signInKeymap} from '../../source/screens/sign-in-keymap.ts';
import {signOutKeymap} from '../../source/screens/sign-out-keymap.ts';
import {switcherKeymap} from '../../source/screens/switcher-keymap.ts';
import {tokenKeymap} from '../../source/screens/token-keymap.ts';
import {tokensKeymap} from '../../source/screens/tokens-keymap.ts';
import {tryAsKeymap, tryKeymap, unlockKeymap} from '../../source/screens/try-keymap.ts';
import {welcomeKeymap} from '../../source/screens/welcome-keymap.ts';
import type {CreatePage} from '../../source/store/draft-slice.ts';
import {type AStore, answering, holding, type Intercept, refusing} from '../store/a-store.ts';
import {copyScenarios} from './scenarios/copy.ts';
import {createKeyScenarios} from './scenarios/create-key.ts';
import {exportScenarios} from './scenarios/export.ts';
import {keysScenarios} from './scenarios/keys.ts';
import {logScenarios} from './scenarios/log.ts';
import {paletteScenarios} from './scenarios/palette.ts';
import {permissionsScenarios} from './scenarios/permissions.ts';
import {rotateScenarios} from './scenarios/rotate.ts';
import {tokenScenarios} from './scenarios/token.ts';
import {tokensScenarios} from './scenarios/tokens.ts';

/** A screen in one of its states: how it is reached, the keys it has then, and what lies above them. */
export type Scenario = {
	readonly name: string;
	readonly keymap: Keymap;
	/** The keys where not all of it fits into the window. */
	readonly inSmallWindow?: Keymap;
	readonly focus: 'menu' | 'text' | 'none';
	readonly autoApprove?: boolean;
	/** Whether names of it can not be drawn in ASCII. */
	readonly hasForeignNames?: boolean;
	readonly reach: (app: AStore) => Promise<void>;
};

const tokensPath = /^\/iam\/v1\/tokens$/;
const passphrase = 'correct horse';
const name = 'ci-deploy-prod';

/** A create whose reply is lost, so that nobody knows whether it happened. */
const losingTheCreate: Intercept = answering('POST', tokensPath, async () => {
	throw new TypeError('fetch failed');
});

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
	// Looking for a token whose create was lost takes three waits.
	await app.until(({run}) => {
		if (run?.status === 'running') app.clock.wakeNext(10_000);
		return run?.status === 'stopped';
	});
	await done;
};

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

const signingIn = async ({choose, state}: AStore) => {
	choose();
	state().go({name: 'sign-in', next: 'setup-project'});
	void state().signIn();
};

const settingUp = async (app: AStore, intercept?: Intercept) => {
	await app.signIn();
	if (intercept) app.interceptWith(intercept);
	app.state().restart({name: 'setup-project'});
	void app.state().loadProjects();
};

const projectsPath = /^\/api\/projects$/;
const activePath = /^\/api\/projects\/active$/;

const twoProjects = answering('GET', projectsPath, async (_request, next) => {
	const own: readonly object[] = await (await next()).json();
	return Response.json([...own, {id: 'p-2', name: 'Second project', description: 'for trying'}]);
});

const openingProjects = async (app: AStore, intercept: Intercept) => {
	await app.signIn();
	app.interceptWith(intercept);
	app.state().go({name: 'projects'});
	await app.state().loadProjectsAndLimit();
};

const switching = async (app: AStore, intercept: Intercept) => {
	await app.signIn();
	app.interceptWith(intercept);
	app.state().openSwitcher();
	await app.until(({projects}) => projects.status !== 'loading');
};

/** Every screen in every state in which it looks different. */
export const scenarios: readonly Scenario[] = [
	...createKeyScenarios,
	...copyScenarios,
	...keysScenarios,
	...logScenarios,
	...paletteScenarios,
	...permissionsScenarios,
	...rotateScenarios,
	...tokenScenarios,
	...tokensScenarios,
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
	{
		name: 'setup-project, to choose',
		keymap: setupProjectKeymap,
		focus: 'menu',
		async reach(app) {
			await settingUp(app);
			await app.until(({projects}) => projects.status === 'ready');
		},
	},
	{
		name: 'setup-project, failed',
		keymap: setupProjectKeymap,
		focus: 'menu',
		async reach(app) {
			await settingUp(app, refusing('GET', /projects/, 403));
			await app.until(({projects}) => projects.status === 'failed');
		},
	},
	{
		name: 'setup-project, none',
		keymap: setupNoProjectKeymap,
		focus: 'none',
		async reach(app) {
			await settingUp(
				app,
				answering('GET', projectsPath, async () => Response.json([])),
			);
			await app.until(({projects}) => projects.status === 'ready');
		},
	},
	{
		name: 'projects, some',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app => openingProjects(app, twoProjects),
	},
	{
		name: 'projects, none',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app =>
			openingProjects(
				app,
				answering('GET', projectsPath, async () => Response.json([])),
			),
	},
	{
		name: 'projects, being read',
		keymap: projectsKeymap,
		focus: 'none',
		async reach(app) {
			await app.signIn();
			app.interceptWith(holding('GET', projectsPath));
			app.state().go({name: 'projects'});
			void app.state().loadProjectsAndLimit();
		},
	},
	{
		name: 'projects, failed',
		keymap: projectsKeymap,
		focus: 'none',
		reach: async app => openingProjects(app, refusing('GET', projectsPath, 400)),
	},
	{
		name: 'projects, asked',
		keymap: projectsAskedKeymap,
		focus: 'none',
		async reach(app) {
			await openingProjects(app, twoProjects);
			app.state().moveProjectSelection(1);
			app.state().askActivation();
		},
	},
	{
		name: 'projects, not activated',
		keymap: projectsKeymap,
		focus: 'none',
		async reach(app) {
			await openingProjects(app, twoProjects);
			const second = app.state().projects.items[1];
			if (second) await app.state().setActiveProject(second);
		},
	},
	{
		name: 'project-form, new',
		keymap: projectFormKeymap,
		focus: 'text',
		async reach({signIn, state}) {
			await signIn();
			state().beginProject();
		},
	},
	{
		name: 'project-form, not saved',
		keymap: projectFormKeymap,
		focus: 'text',
		async reach({signIn, state, interceptWith}) {
			await signIn();
			const [project] = state().projects.items;
			if (project) state().beginRename(project);
			state().editProjectForm({name: 'Another name', field: 'description'});
			interceptWith(refusing('PATCH', /project/, 400));
			await state().submitProject();
		},
	},
	{
		name: 'switcher',
		keymap: switcherKeymap,
		focus: 'text',
		reach: async app => switching(app, twoProjects),
	},
	{
		name: 'switcher, nothing found',
		keymap: switcherKeymap,
		focus: 'text',
		async reach(app) {
			await switching(app, twoProjects);
			app.state().filterSwitcher('nothing is called like that');
		},
	},
	{
		name: 'switcher, failed',
		keymap: switcherKeymap,
		focus: 'text',
		async reach(app) {
			await switching(app, twoProjects);
			app.interceptWith(refusing('POST', activePath, 400));
			const second = app.state().projects.items[1];
			if (second) await app.state().setActiveProject(second);
		},
	},
	{
		name: 'run, project made',
		keymap: runProjectKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().restart({name: 'run'});
			await state().startCreateProject({name: 'A new project'});
		},
	},
	{name: 'tokens, none', keymap: tokensKeymap, focus: 'none', reach: async ({signIn}) => signIn()},
	{
		name: 'tokens, some',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state}) {
			await signIn();
			for (const each of ['analytics-read-only', name, 'wallet-sync-service']) await makeToken(each);
			state().restart({name: 'tokens'});
		},
	},
	{
		name: 'tokens, being read again',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state, interceptWith}) {
			await signIn();
			await makeToken(name);
			interceptWith(holding('GET', tokensPath));
			state().restart({name: 'tokens'});
			void state().loadTokens();
		},
	},
	{
		name: 'tokens, failed',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state, interceptWith}) {
			await signIn();
			await makeToken(name);
			interceptWith(refusing('GET', tokensPath, 403));
			state().restart({name: 'tokens'});
			await state().loadTokens();
		},
	},
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
	...exportScenarios,
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
	{
		name: 'help',
		keymap: helpKeymap,
		inSmallWindow: helpPagesKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'help', of: 'tokens'});
		},
	},
];
