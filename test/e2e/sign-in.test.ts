// needs: chromium
// Every test that needs the port which a browser comes back to is in this file: files run beside each other.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, get, type IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {after, describe, test} from 'node:test';
import {decide} from '../commands/session/decide.ts';
import {aBrowser, aRecordingBrowser, type Looks} from './a-browser.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox, requestName} from './a-served-sandbox.ts';
import {fillIn} from './fill-in.ts';
import {press} from './press.ts';
import type {Scope, StartOptions} from './pty.ts';
import {seen} from './whole-screen.ts';

const port = 64287;
const size = {columns: 80, rows: 24};
const browser = await aBrowser({after});

/** A computer on which nobody is signed in, with a service that wants a person and a browser that only notes what it is to open. */
const aNewcomer = async (t: Scope) => {
	const served = await aServedSandbox(t, {autoApprove: false});
	const machine = await aMachine(t, served.environment);
	const recorded = await aRecordingBrowser(machine);
	const start = (args: readonly string[] = [], options: Partial<StartOptions> = {}) =>
		machine.start(args, {...size, ...options, environment: {...recorded.variables, ...options.environment}});
	return {served, machine, recorded, start};
};

/** The address on the screen, which may run over several lines. */
const shownAddress = (rows: readonly string[], origin: string): string => {
	const begin = rows.findIndex(row => row.includes(origin));
	return rows
		.slice(begin, rows.indexOf('', begin))
		.map(row => row.trim())
		.join('');
};

/**
 * Answers on the page of a sign-in as a browser does, where none has to draw it: a page that is drawn costs as much as a start
 * of the program. Gives the text of the page that this leads to.
 */
const answer = async (address: string, decision: 'accept' | 'decline'): Promise<string> => {
	const [reply]: IncomingMessage[] = await once(get(await decide(address, decision)), 'response');
	assert.equal(reply?.statusCode, 200);
	return reply ? text(reply) : '';
};

const assertReadable = ({overflow, scripts, contrast}: Looks) => {
	assert.equal(overflow, 0);
	assert.equal(scripts, 0);
	assert.ok(contrast >= 7, `${contrast}`);
};

test('accepted in the browser, a sign-in ends by itself, and the last page says so on a phone in the dark', async t => {
	const {served, recorded, start} = await aNewcomer(t);
	const app = start();
	const rows = await seen(
		app,
		/which was opened in your browser.*comes back by itself.*Time left: [45]:\d\d/s,
	);
	const address = await recorded.nth(1);
	assert.equal(shownAddress(rows, served.origin), address);
	const link = `\u001B]8;id=pat-tui;${address}`;
	assert.ok(app.bytes().includes(link), 'the address is no link');
	const {press: pressButton, looks, complaints, page} = await browser.open(address, {colours: 'dark'});
	assertReadable(await looks());
	await pressButton('Accept');
	assert.match((await looks()).text, /You are signed in/);
	assertReadable(await looks());
	assert.equal(new URL(page.url()).host, `127.0.0.1:${port}`);
	assert.deepEqual(complaints, []);
	await seen(app, /There is no token yet.*Signed in as /s);
	await seen(app, 'Default Pr');
	assert.equal((await recorded.opened()).length, 1);
});

test('declined in the browser, a sign-in ends with the way to another page', async t => {
	const {recorded, start} = await aNewcomer(t);
	const app = start();
	const declined = await recorded.nth(1);
	const {press: pressButton, looks, complaints} = await browser.open(declined);
	await pressButton('Decline');
	assert.match((await looks()).text, /nobody is signed in/);
	assertReadable(await looks());
	assert.deepEqual(complaints, []);
	await seen(app, /The sign-in was declined.*Nobody is signed in.*r opens a new page, Esc goes back/s);
	press(app, 'sign-in.again');
	const address = await recorded.nth(2);
	assert.notEqual(address, declined);
	await answer(address, 'accept');
	await seen(app, 'There is no token yet');
});

test('`pat-tui start` signs in through the browser and keeps the session, `whoami` tells of it, `stop` ends it', async t => {
	const {served, recorded, start} = await aNewcomer(t);
	const app = start(['start']);
	await app.waitFor(/opened in your browser.*Waiting for you to accept \(5 minutes left/s);
	const address = await recorded.nth(1);
	assert.equal(app.screen().join('').includes(address), true);
	await answer(address, 'accept');
	assert.deepEqual(await app.exit, {code: 0});
	assert.match(app.screen().join('\n'), /Signed in to .* as .*\nThe session is kept in /);
	const again = start(['start']);
	assert.deepEqual(await again.exit, {code: 0});
	assert.match(again.screen().join('\n'), /Already signed in to /);
	const whoami = start(['whoami']);
	assert.deepEqual(await whoami.exit, {code: 0});
	assert.match(whoami.screen().join('\n'), /^User .*^Environment .*^Session .*session\.json/ms);
	const stop = start(['stop']);
	assert.deepEqual(await stop.exit, {code: 0});
	assert.match(stop.screen().join('\n'), /Signed out\./);
	assert.ok(served.requests.includes('POST /api/auth/logout'));
	assert.equal((await recorded.opened()).length, 1);
});

test('`pat-tui start` says that it was declined, with exit code 1', async t => {
	const {recorded, start} = await aNewcomer(t);
	const app = start(['start']);
	await answer(await recorded.nth(1), 'decline');
	assert.deepEqual(await app.exit, {code: 1});
	assert.match(app.screen().join('\n'), /declined.*`pat-tui start` opens a new page/s);
});

test('while another program holds the port, Enter after accepting signs in all the same', async t => {
	const holder = createServer((_request, response) => response.end('Something else lives here.'));
	holder.listen(port, '127.0.0.1');
	await once(holder, 'listening');
	t.after(async () => {
		holder.closeAllConnections();
		holder.close();
		await once(holder, 'close');
	});
	const {recorded, start} = await aNewcomer(t);
	const app = start();
	const rows = await seen(app, /can not come back by itself: port 64287 is taken by/);
	assert.match(rows.join(' '), /Press Enter once you +have accepted/);
	press(app, 'sign-in.go-on');
	await seen(app, 'Not accepted yet: accept on the page');
	assert.equal(await answer(await recorded.nth(1), 'accept'), 'Something else lives here.');
	press(app, 'sign-in.go-on');
	await seen(app, 'There is no token yet');

	const other = await aNewcomer(t);
	const command = other.start(['token', 'list-tokens']);
	await command.waitFor(/can not come back by itself.*Press Enter once you have accepted/s);
	await decide(await other.recorded.nth(1), 'accept');
	command.press('enter');
	assert.deepEqual(await command.exit, {code: 0});
});

test('where no browser can be started the page is on the screen, and can be opened again and given up', async t => {
	const {served, recorded, start} = await aNewcomer(t);
	const app = start([], {environment: {BROWSER: '/nowhere/browser'}});
	const rows = await seen(app, 'No browser could be opened here');
	const address = shownAddress(rows, served.origin);
	assert.ok(URL.canParse(address));
	press(app, 'sign-in.open');
	await seen(app, 'No browser could be opened here');
	press(app, 'sign-in.cancel');
	await seen(app, 'Make a machine user');
	assert.deepEqual(await recorded.opened(), []);
	// Nobody listens for a sign-in that was given up.
	await assert.rejects(fetch(`http://127.0.0.1:${port}/callback`));
});

test('nobody is asked and no browser opened with --no-input', async t => {
	const {recorded, served, start} = await aNewcomer(t);
	for (const args of [['start'], ['whoami'], ['token', 'list-tokens']]) {
		const app = start([...args, '--no-input']);
		assert.deepEqual(await app.exit, {code: 1}, args.join(' '));
		assert.match(app.screen().join('\n'), /signing in needs a person.*pat-tui start/s);
	}
	assert.deepEqual(await recorded.opened(), []);
	assert.equal(served.requests.includes('GET /api/session-id'), false);
});

/** Ends the session at the service, as seen by every request until somebody has signed in again. */
const endSession = ({interceptWith, passOn}: Awaited<ReturnType<typeof aServedSandbox>>) =>
	interceptWith(async (request, next) => {
		const name = requestName(request);
		if (name === 'GET /api/session-id') passOn();
		if (/^(GET|POST) \/(authorize|api\/auth\/url|api\/session-id)/.test(name)) return next(request);
		return Response.json({name: 'InvalidJwtTokenError', message: 'jwt expired'}, {status: 401});
	});

describe('somebody who is signed in', () => {
	const cleanups: (() => Promise<void>)[] = [];
	after(async () => {
		for (const cleanup of cleanups) await cleanup();
	});
	const open = async () => {
		const newcomer = await aNewcomer({after: cleanup => cleanups.push(cleanup)});
		const app = newcomer.start();
		await answer(await newcomer.recorded.nth(1), 'accept');
		return {...newcomer, app};
	};
	let opened: ReturnType<typeof open> | undefined;
	/** One program for all of this, each test begun on its list, and the sign-ins that were asked for so far. */
	const signedIn = async () => {
		opened ??= open();
		const {app, recorded, ...rest} = await opened;
		await seen(app, /There is no token yet|just now/);
		const before = (await recorded.opened()).length;
		return {...rest, app, nextPage: async () => recorded.nth(before + 1)};
	};

	test('a session that ends while a token is made is renewed in the browser, and the token is made as it was filled in', async () => {
		const {served, nextPage, app} = await signedIn();
		press(app, 'token.create');
		await fillIn(app, {name: 'half-way-there'});
		endSession(served);
		press(app, 'menu.choose');
		await seen(app, /session is not valid|jwt expired/);
		await seen(app, 'i signs in again and goes on');
		press(app, 'session.sign-in');
		await answer(await nextPage(), 'accept');
		const rows = await seen(app, 'It is finished');
		assert.doesNotMatch(rows.join('\n'), /jwt expired|signs in again/);
		assert.deepEqual(
			(await served.tokens()).map(({name}) => name),
			['half-way-there'],
		);
		press(app, 'run.leave');
	});

	test('a list that can not be read because the session is over is read after signing in again', async () => {
		const {served, nextPage, app} = await signedIn();
		endSession(served);
		press(app, 'list.refresh');
		await seen(app, 'i signs in again');
		press(app, 'session.sign-in');
		await answer(await nextPage(), 'accept');
		await seen(app, /half-way-there.*Signed in as /s);
	});

	test('signing out asks first, then forgets the session here and at the service, and leaves the keys', async () => {
		const {served, machine, app} = await signedIn();
		press(app, 'token.create');
		await fillIn(app, {name: 'stays-behind'});
		press(app, 'menu.choose');
		await seen(app, 'The token is made');
		press(app, 'run.leave');
		await seen(app, 'stays-behind');
		press(app, 'session.sign-out');
		await seen(app, /Forgotten here: the session and the kept list.*private keys.*▸ Cancel/s);
		press(app, 'menu.choose');
		await seen(app, 'stays-behind');
		assert.equal(served.requests.includes('POST /api/auth/logout'), false);
		press(app, 'session.sign-out');
		await seen(app, '▸ Cancel');
		press(app, 'menu.down', 'menu.choose');
		const rows = await seen(app, /Signed out\..*Nobody is signed in to .* now/s);
		assert.doesNotMatch(rows.join('\n'), /stays-behind/);
		assert.ok(served.requests.includes('POST /api/auth/logout'));
		const files = (await machine.files()).map(([path]) => path).filter(path => path.startsWith(machine.kept));
		assert.deepEqual(
			files.filter(path => /session\.json$|list\.json$/.test(path)),
			[],
		);
		assert.equal((await machine.keyFiles()).length, 2);
	});
});
