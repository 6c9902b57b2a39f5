import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {prodEnvironment} from '../../source/config/environments.ts';
import {type AStore, answering, aStore, type Intercept} from './a-store.ts';

const tokensPath = /^\/iam\/v1\/tokens$/;
const whoamiPath = /^\/api\/whoami$/;

const over = () => Response.json({name: 'InvalidJwtTokenError', message: 'jwt expired'}, {status: 401});

/** The session is over for every request until somebody has signed in again. */
const endSession = ({interceptWith, passOn}: AStore) =>
	interceptWith(async (request, next) => {
		const {pathname} = new URL(request.url);
		if (pathname === '/api/session-id') passOn();
		return /^\/(authorize|api\/(auth\/url|session-id))$/.test(pathname) ? next(request) : over();
	});

/** Signs in again as the key on the screen does. */
const signInAgain = async ({state}: AStore) => {
	state().go({name: 'sign-in', next: 'back'});
	await state().signIn();
};

const anybodyElse: Intercept = answering('GET', whoamiPath, async () =>
	Response.json({sub: 'somebody-else', email: 'else@example.com'}),
);

const begin = async (t: TestContext) => {
	const app = await aStore(t);
	await app.signIn();
	return app;
};

test('a create that the end of a session stopped goes on after signing in again, as it was filled in', async t => {
	const app = await begin(t);
	const {state, until} = app;
	state().beginDraft();
	state().editDraft({name: 'half-way-there', algorithm: 'ES256'});
	endSession(app);
	state().restart({name: 'run'});
	await state().startCreate();
	assert.equal(state().run?.failure?.kind, 'session-ended');
	await signInAgain(app);
	await until(({run}) => run?.status === 'done');
	assert.deepEqual(state().routes, [{name: 'run'}]);
	assert.deepEqual(
		state().tokens.items.map(({name}) => name),
		['half-way-there'],
	);
});

test('a taking back that the end of a session stopped is taken up as one', async t => {
	const app = await begin(t);
	const {state, until} = app;
	state().beginDraft();
	state().editDraft({name: 'not-to-stay', algorithm: 'ES256'});
	app.interceptWith(answering('PATCH', /tokens/, async () => Response.json({message: 'ill'}, {status: 503})));
	state().restart({name: 'run'});
	await state().startCreate();
	const id = state().run?.operationId ?? '';
	endSession(app);
	await state().undoOperation(id);
	assert.equal(state().run?.failure?.kind, 'session-ended');
	await signInAgain(app);
	await until(({run, tokens}) => run?.status === 'done' && tokens.status === 'fresh');
	assert.deepEqual(state().tokens.items, []);
});

test('what was typed in the wizard is still there after signing in again', async t => {
	const app = await begin(t);
	const {state, until} = app;
	state().beginDraft();
	state().go({name: 'create'});
	state().editDraft({name: 'typed-before', page: 'permissions'});
	endSession(app);
	await state().loadTokens();
	assert.equal(state().tokens.failure?.kind, 'session-ended');
	await signInAgain(app);
	await until(({tokens}) => tokens.status === 'fresh');
	assert.equal(state().routes.at(-1)?.name, 'create');
	assert.deepEqual([state().draft.name, state().draft.page], ['typed-before', 'permissions']);
	assert.equal(state().tokens.failure, undefined);
});

test('a token that could not be read, and a try that could not begin, are taken up again', async t => {
	const app = await begin(t);
	const {state, until} = app;
	const {id: tokenId} = await app.makeToken('ci-deploy-prod');
	state().restart({name: 'tokens'});
	state().go({name: 'token', tokenId});
	endSession(app);
	await state().loadDetail(tokenId);
	assert.equal(state().detail?.failure?.kind, 'session-ended');
	await signInAgain(app);
	await until(({detail}) => detail?.status === 'ready');
	state().go({name: 'try', tokenId});
	endSession(app);
	await state().startTry(tokenId);
	assert.equal(state().attempt?.failure?.kind, 'session-ended');
	await signInAgain(app);
	await until(({attempt}) => attempt?.outcome?.kind === 'works');
});

test('given up, signing in again leaves everything as it was', async t => {
	const app = await begin(t);
	const {state} = app;
	endSession(app);
	await state().loadTokens();
	const before = state().session;
	state().go({name: 'sign-in', next: 'back'});
	const going = state().signIn();
	state().cancelSignIn();
	state().back();
	await going;
	assert.deepEqual(state().session, before);
	assert.equal(state().tokens.failure?.kind, 'session-ended');
});

test('whoever signs in after another user sees nothing of them, and nothing of theirs goes on', async t => {
	const app = await begin(t);
	const {state, until} = app;
	await app.makeToken('of-the-first-one');
	state().beginDraft();
	state().editDraft({name: 'typed-by-the-first'});
	app.interceptWith(answering('GET', tokensPath, async () => over()));
	await state().loadTokens();
	state().restart({name: 'tokens'});
	state().go({name: 'create'});
	const read = new AbortController();
	app.interceptWith(async (request, next) => {
		if (tokensPath.test(new URL(request.url).pathname)) await once(read.signal, 'abort');
		return anybodyElse(request, next);
	});
	await signInAgain(app);
	await until(({tokens}) => tokens.status === 'loading');
	assert.deepEqual(state().routes, [{name: 'tokens'}]);
	assert.deepEqual([state().tokens.items, state().draft.name, state().run], [[], '', undefined]);
	read.abort();
	await until(({tokens}) => tokens.status === 'fresh');
});

test('signing out forgets the session and all that was shown, and says what became of it', async t => {
	const app = await begin(t);
	const {state} = app;
	await app.makeToken('ci-deploy-prod');
	let logouts = 0;
	app.interceptWith(
		answering('POST', /^\/api\/auth\/logout$/, async (_request, next) => {
			logouts += 1;
			return next();
		}),
	);
	await state().signOut();
	assert.equal(logouts, 1);
	assert.deepEqual(state().session, {status: 'signed-out', note: 'Signed out.'});
	assert.deepEqual(state().routes, [{name: 'sign-in', next: 'tokens'}]);
	assert.deepEqual(
		[state().tokens.items, state().projects.items, state().activeProject, state().run],
		[[], [], undefined, undefined],
	);
	const {getState} = app.startAgain();
	app.choose();
	getState().chooseEnvironment(state().environment ?? prodEnvironment);
	assert.equal(await getState().restoreSession(), false);
});

test('a sign-out that the service did not hear of is said to be one of this computer alone', async t => {
	const app = await begin(t);
	app.interceptWith(async () => Response.json({message: 'I am ill.'}, {status: 503}));
	await app.state().signOut();
	const {session} = app.state();
	assert.equal(session.status, 'signed-out');
	assert.match('note' in session ? (session.note ?? '') : '', /Signed out here, but.*I am ill/);
});

/** A home in which the official CLI has signed in to Affinidi's own service. */
const withOfficialSession = async (t: TestContext) => {
	const variables: Record<string, string> = {};
	const app = await aStore(t, {effects: {variables}});
	variables['HOME'] = app.home;
	await mkdir(join(app.home, '.affinidi'));
	const file = join(app.home, '.affinidi', 'credentials-v2.json');
	await writeFile(file, JSON.stringify({sessionId: 'official'}), {mode: 0o600});
	app.interceptWith(
		answering('GET', whoamiPath, async (request, next) =>
			request.headers.get('cookie')?.includes('=official')
				? Response.json({sub: 'u-1', email: 'official@example.com'})
				: next(),
		),
	);
	app.state().chooseEnvironment(prodEnvironment);
	app.state().restart({name: 'sign-in', next: 'tokens'});
	return app;
};

test('the session of the official CLI is offered, used when wanted, and not ended by signing out here', async t => {
	const app = await withOfficialSession(t);
	const {state} = app;
	await state().signIn();
	const place = '~/.affinidi/credentials-v2.json';
	assert.deepEqual(state().session, {status: 'found', email: 'official@example.com', place});
	await state().adopt();
	assert.deepEqual(state().session, {
		status: 'signed-in',
		sub: 'u-1',
		email: 'official@example.com',
		isAdopted: true,
	});
	await app.until(({tokens}) => tokens.status === 'fresh' || tokens.status === 'failed');
	await state().signOut();
	const {session} = state();
	assert.match('note' in session ? (session.note ?? '') : '', /official CLI stays signed in/);
});

test('the session of the official CLI is left aside when somebody signs in anew, also at another try', async t => {
	const app = await withOfficialSession(t);
	const {state} = app;
	await state().signIn();
	assert.equal(state().session.status, 'found');
	app.interceptWith(answering('POST', /^\/api\/auth\/url$/, async () => Response.json({}, {status: 400})));
	await state().signIn({anew: true});
	assert.equal(state().session.status, 'failed');
	await state().signIn();
	assert.equal(state().session.status, 'failed');
});
