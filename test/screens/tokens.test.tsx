import assert from 'node:assert/strict';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {answering, holding, refusing} from '../store/a-store.ts';
import {anApp, showApp} from './an-app.tsx';

const list = /^\/iam\/v1\/tokens$/;
const names = ['analytics-read-only', 'ci-deploy-prod', 'wallet-sync-service'];

const withTokens = async (t: Parameters<typeof anApp>[0]) => {
	const app = await anApp(t);
	await app.signIn();
	for (const name of names) await app.makeToken(name);
	app.state().restart({name: 'tokens'});
	await app.settled();
	return app;
};

const shownNames = (frame: string) => names.filter(name => frame.includes(name));

test('the list of before is there at once, said to be of before, and then the fresh one', async t => {
	const app = await withTokens(t);
	await app.makeToken('made-after-all');
	app.clock.advance(3 * 60 * 1000);
	let answer = () => {};
	const held = new Promise<void>(resolve => {
		answer = resolve;
	});
	app.interceptWith(
		answering('GET', list, async (_request, next) => {
			await held;
			return next();
		}),
	);
	const store = app.startAgain();
	const {chooseEnvironment, restoreSession, loadKeptTokens, restart, loadAll} = store.getState();
	chooseEnvironment(app.state().environment ?? assert.fail('no environment'));
	assert.equal(await restoreSession(), true);
	await loadKeptTokens();
	restart({name: 'tokens'});
	const again = await showApp(t, {...app, store});
	assert.equal(store.getState().tokens.status, 'kept');
	assert.deepEqual(shownNames(again.lastFrame()), names);
	const reading = loadAll();
	await again.settled();
	assert.match(again.lastFrame(), /reading the list; this one is from 3m ago/);
	answer();
	await reading;
	await again.settled();
	assert.match(again.lastFrame(), /4 tokens +read just now/);
});

test('a refresh that fails keeps the rows, says why, and can be repeated', async t => {
	const app = await withTokens(t);
	app.interceptWith(refusing('GET', list, 403, 'Not today.'));
	await app.press('list.refresh');
	await app.waitFor(/Not today\./);
	assert.deepEqual(shownNames(app.lastFrame()), names);
	assert.match(app.text(), /r tries again\. What you see is from before\./);
	app.passOn();
	await app.press('list.refresh');
	await app.waitFor(/read just now/);
	assert.doesNotMatch(app.lastFrame(), /Not today/);
});

test('when the session has ended the sandbox signs in again by itself and goes on', async t => {
	const app = await anApp(t);
	await app.signIn({embedded: true});
	await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	const sessions = join(app.paths.sandbox, 'sessions');
	const before = await readdir(sessions);
	for (const name of before) await rm(join(sessions, name), {recursive: true});
	await app.press('list.refresh');
	await app.waitForState(({tokens}) => tokens.status === 'fresh');
	await app.waitFor(/1 token +read just now/);
	assert.equal(app.state().session.status, 'signed-in');
	assert.equal((await readdir(sessions)).length > 0, true);
});

test('where a person must sign in again that is said, a key leads there, and the list is read afterwards', async t => {
	const app = await withTokens(t);
	app.interceptWith(refusing('GET', list, 401, 'Session over.'));
	await app.press('list.refresh');
	await app.waitFor(/Your session is over/);
	assert.deepEqual(shownNames(app.lastFrame()), names);
	app.passOn();
	await app.press('session.sign-in');
	await app.waitFor(/3 tokens +read just now/);
	assert.deepEqual(app.state().routes, [{name: 'tokens'}]);
});

test('the chosen row is on the screen in every window, however long the list is', async t => {
	const app = await anApp(t);
	await app.signIn();
	const tokens = Array.from({length: 200}, (_, index) => ({
		id: `id-${index}`,
		name: `token-number-${index}`,
	}));
	app.interceptWith(answering('GET', list, async () => Response.json({tokens})));
	await app.press('list.refresh');
	await app.waitFor(/200 tokens/);
	await app.press('list.bottom');
	assert.match(app.lastFrame(), /▸ .*token-number-199/);
	await app.resizeTo(60, 20);
	assert.match(app.lastFrame(), /▸ .*token-number-199/);
	await app.press('list.top', 'list.page-down', 'list.down', 'list.half-page-up');
	assert.match(app.lastFrame(), /▸ .*token-number-6 /);
	await app.press('list.up', 'list.half-page-down', 'list.page-up');
	assert.match(app.lastFrame(), /▸ .*token-number-0 /);
});

test('tokens without an id, and two with the same one, are rows like all others', async t => {
	const app = await anApp(t);
	await app.signIn();
	const tokens = [
		{name: 'first-without'},
		{name: 'second-without'},
		{id: 'x', name: 'one-of-two'},
		{id: 'x', name: 'two-of-two'},
	];
	app.interceptWith(answering('GET', list, async () => Response.json({tokens})));
	await app.press('list.refresh');
	await app.waitFor(/4 tokens/);
	for (const {name} of tokens) assert.ok(app.lastFrame().includes(name), name);
	await app.press('list.top');
	assert.match(app.lastFrame(), /▸ !/);
});

test('a token that was just made can be tried before the list has been read again', async t => {
	const app = await anApp(t);
	await app.signIn();
	app.interceptWith(holding('GET', list));
	const {beginDraft, editDraft, restart, startCreate} = app.state();
	beginDraft();
	editDraft({name: 'ci-deploy-prod', algorithm: 'ES256'});
	restart({name: 'run'});
	void startCreate();
	await app.waitFor(/The token is made/);
	await app.press('run.try');
	await app.waitFor(/It works/);
	assert.equal(app.state().tokens.items.length, 1);
});

test('an interrupted operation is offered in the list, and finished from there', async t => {
	const app = await anApp(t);
	await app.signIn();
	app.interceptWith(refusing('POST', list, 400));
	const {beginDraft, editDraft, startCreate, restart} = app.state();
	beginDraft();
	editDraft({name: 'ci-deploy-prod', algorithm: 'ES256'});
	await startCreate();
	restart({name: 'tokens'});
	await app.waitFor(/1 operation stopped in the middle: press o/);
	app.passOn();
	await app.press('operations.open');
	assert.match(app.text(), /Finish: Making ci-deploy-prod/);
	await app.press('menu.choose');
	await app.waitFor(/It is finished/);
	await app.waitForState(({interrupted, tokens}) => interrupted.length === 0 && tokens.items.length === 1);
});
