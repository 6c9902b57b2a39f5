import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {bindKeys} from '../../source/dispatch/keymap.ts';
import type {Effects} from '../../source/operations/workbench.ts';
import {fail} from '../../source/result.ts';
import {signInKeymap} from '../../source/screens/sign-in-keymap.ts';
import {aReturningBrowser} from '../commands/session/a-returning-browser.ts';
import {decide} from '../commands/session/decide.ts';
import {answering, aStore, refusing} from '../store/a-store.ts';
import {showApp, type Window} from './an-app.tsx';

const sessionId = /^\/api\/session-id$/;

/** A window in which somebody is to sign in, and the browser that was opened for it. */
const signingIn = async (
	t: TestContext,
	{effects = {}, ...window}: Window & {readonly effects?: Partial<Effects>} = {},
) => {
	const browser = aReturningBrowser('nothing');
	const held = await aStore(t, {autoApprove: false, effects: {...browser.effects, ...effects}});
	const shown = await showApp(t, held, window);
	held.choose();
	held.state().go({name: 'sign-in', next: 'tokens'});
	void held.state().signIn();
	await held.until(({session}) => session.status === 'needs-approval' && session.browser !== 'opening');
	await shown.settled();
	const answer = async (decision: 'accept' | 'decline') => {
		const location = new URL(
			await decide(browser.opened.at(-1) ?? '', decision, async request => held.sandbox.fetch(request)),
		);
		return browser.returnTo(location.pathname + location.search);
	};
	return {...held, ...shown, opened: browser.opened, answer};
};

test('the time that is left is counted down, and at its end one is told what happened and what to press', async t => {
	const app = await signingIn(t);
	assert.match(
		app.text(),
		/opened in your browser: .* Chromium-based browser.*comes back by itself.*Time left: 5:00/,
	);
	app.clock.advance(61_000);
	await app.waitFor(/Time left: 3:59/);
	app.clock.advance(239_000);
	await app.waitForState(({session}) => session.status === 'failed');
	assert.match(
		app.text(),
		/The sign-in took too long Nobody accepted .* Enter tries again, r opens a new page, Esc goes back/,
	);
	await app.press('sign-in.again');
	await app.waitForState(({session}) => session.status === 'needs-approval');
	assert.match(app.text(), /Time left: 5:00/);
});

test('accepted, it says who is signed in and goes on; the help that was open meanwhile does not stand in the way', async t => {
	const app = await signingIn(t);
	await app.press('app.help');
	const page = await app.answer('accept');
	assert.match(page.body, /You are signed in/);
	await app.waitForState(({tokens}) => tokens.status === 'fresh');
	assert.deepEqual(app.state().routes, [{name: 'tokens'}]);
	assert.match(app.text(), /Signed in as developer@sandbox\.example\./);
});

test('a browser that comes back while the service fails leaves a word here, and Enter asks again', async t => {
	const app = await signingIn(t);
	app.interceptWith(refusing('GET', sessionId, 503, 'I am ill.'));
	const page = await app.answer('accept');
	assert.match(page.body, /Not signed in yet/);
	await app.waitFor(/I am ill/);
	assert.match(app.text(), /The service could not be asked: I am ill\..*Enter asks again/);
	app.passOn();
	await app.press('sign-in.go-on');
	await app.waitForState(({session}) => session.status === 'signed-in');
});

test('a session that can not be used is said, and nobody is signed in', async t => {
	const app = await signingIn(t);
	app.interceptWith(answering('GET', sessionId, async () => Response.json({sessionId: 'bm9uc2Vuc2U='})));
	await app.answer('accept');
	await app.waitForState(({session}) => session.status === 'failed');
	assert.match(
		app.text(),
		/Signing in did not work The session .* could not be decrypted\. Nobody is signed in by it\./,
	);
});

test('cancelled, nobody listens any more and what comes late signs nobody in', async t => {
	const app = await signingIn(t);
	await app.press('sign-in.cancel');
	assert.deepEqual(app.state().routes, [{name: 'welcome'}]);
	await assert.rejects(app.answer('accept'));
	assert.equal(app.state().session.status, 'signed-out');
});

test('a port that is taken, and a browser that can not be opened, are said with what to do instead', async t => {
	const app = await signingIn(t, {
		effects: {
			listen: async () => fail({kind: 'taken', holder: {name: 'ssh', pid: 12}}),
			openBrowser: async () => false,
		},
	});
	assert.match(app.text(), /No browser could be opened here\. Open this page yourself, on any computer/);
	assert.match(
		app.text(),
		/can not come back by itself: port 64287 is taken by ssh \(pid 12\)\. Press Enter once you have accepted/,
	);
});

test('in the smallest window the whole address is there, and all that has to be known', async t => {
	const app = await signingIn(t, {columns: 60, rows: 20, ascii: true});
	const state = new URL(
		app.state().session.status === 'needs-approval' ? (app.opened[0] ?? '') : '',
	).searchParams.get('state');
	assert.ok(
		app
			.lines()
			.map(line => line.trim())
			.join('')
			.includes(`state=${state}`),
	);
	assert.match(app.text(), /Chromium.*comes back by itself.*press Enter.*Time left/);
});

test('while the page is being opened o opens no second one, and its hint is not among those that can be used', async t => {
	let tried = 0;
	const held = await aStore(t, {
		autoApprove: false,
		effects: {
			...aReturningBrowser('nothing').effects,
			openBrowser: async () => {
				tried += 1;
				return new Promise<never>(() => {});
			},
		},
	});
	const app = await showApp(t, held);
	held.choose();
	held.state().go({name: 'sign-in', next: 'tokens'});
	void held.state().signIn();
	await app.waitFor(/it is being opened in your browser/);
	await app.press('sign-in.open');
	assert.match(app.text(), /It is being opened already\./);
	assert.equal(tried, 1);
	const context = {state: held.state, quit() {}, redraw() {}, suspend() {}, lend: async () => {}};
	const usable = bindKeys(signInKeymap, context).filter(({blocked}) => blocked() === undefined);
	assert.deepEqual(
		usable.map(({id}) => id).filter(id => id.startsWith('sign-in.')),
		['sign-in.go-on', 'sign-in.again', 'sign-in.cancel'],
	);
});

test('o opens the page once more, and r another one', async t => {
	const app = await signingIn(t);
	await app.press('sign-in.open');
	assert.equal(app.opened.length, 2);
	assert.equal(app.opened[1], app.opened[0]);
	await app.press('sign-in.again');
	await app.waitForState(({session}) => session.status === 'needs-approval' && session.browser === 'opened');
	assert.equal(app.opened.length, 3);
	assert.notEqual(app.opened[2], app.opened[0]);
});
