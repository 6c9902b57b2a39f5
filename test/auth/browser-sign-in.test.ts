import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {type TestContext, test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {beginBrowserSignIn} from '../../source/auth/browser-sign-in.ts';
import {makeService} from '../../source/auth/service.ts';
import type {Listen} from '../../source/system/listen.ts';
import {listenOnLoopback} from '../../source/system/listen-on-loopback.ts';
import {systemRandom} from '../../source/system/random.ts';
import {reveal} from '../../source/text/secret.ts';
import {always, type Respond} from '../api/raw-server.ts';
import {environmentAt} from '../fixtures/environment-at.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aPortal} from './a-portal.ts';
import {aSessionStore} from './a-session-store.ts';
import {navigation, visit} from './visit.ts';

const fiveMinutes = 5 * 60 * 1000;

/** A sign-in that waits for its browser, at a portal that answers as told, and the browser's way back. */
const aSignIn = async (
	t: TestContext,
	{listen, ...answers}: Parameters<typeof aPortal>[1] & {readonly listen?: Listen} = {},
) => {
	const portal = await aPortal(t, {
		authUrl: origin => `${origin.replace('127.0.0.1', 'localhost')}/authorize?state=s-1`,
		...answers,
	});
	const {origin, clock} = portal;
	const service = makeService({
		environment: environmentAt(origin, false),
		fetch,
		clock,
		random: systemRandom,
		sessions: await aSessionStore(t),
		makeSignInKeys: async () => rsaKey(),
		version: '0.0.0',
	});
	const begun = await service.signIn();
	assert.ok(!begun.ok && begun.error.kind === 'needs-approval');
	let port = 0;
	const opened: string[] = [];
	const stop = new AbortController();
	const signIn = await beginBrowserSignIn(
		begun.error,
		{
			clock,
			listen:
				listen ??
				(async (_wanted, answer) => {
					const listening = await listenOnLoopback(0, answer);
					if (listening.ok) port = listening.value.port;
					return listening;
				}),
			openBrowser: async url => {
				opened.push(url);
				return true;
			},
		},
		stop.signal,
	);
	t.after(() => signIn.cancel());
	return {
		...portal,
		service,
		signIn,
		opened,
		stop,
		comesBack: async (path = '/callback?state=s-1', how: Parameters<typeof visit>[2] = {}) =>
			visit(port, path, {...how, headers: how.headers ?? navigation}),
		/** How often the service was asked for the session. */
		asked: () => portal.paths().filter(path => path === '/api/session-id').length,
	};
};

const isPending = async (promise: Promise<unknown>): Promise<boolean> =>
	(await Promise.race([promise, Promise.resolve('pending')])) === 'pending';

test('a browser that comes back signs in, and its page says so', async t => {
	const {signIn, service, comesBack, opened} = await aSignIn(t);
	assert.deepEqual(signIn.returnPath, {kind: 'automatic'});
	assert.equal(await signIn.openBrowser(), true);
	assert.deepEqual(opened, [signIn.authUrl]);
	const page = await comesBack();
	assert.equal(page.status, 200);
	assert.match(page.body, /<h1>You are signed in<\/h1>/);
	const outcome = await signIn.outcome;
	assert.ok(outcome.ok);
	assert.equal(reveal(outcome.value.id), 'session-1');
	assert.equal(service.session()?.user.email, 'someone@example.com');
	assert.equal(await signIn.ask(), 'settled');
});

test('after a sign-in nothing listens any more and nothing is waited for', async t => {
	const {signIn, comesBack, clock} = await aSignIn(t);
	await comesBack();
	await signIn.outcome;
	await assert.rejects(comesBack(), {code: 'ECONNREFUSED'});
	assert.equal(clock.waiting(), 0);
});

test('a person who says that they have accepted is signed in without a browser that comes back', async t => {
	const {signIn, service} = await aSignIn(t, {
		listen: async () => ({ok: false, error: {kind: 'taken', holder: {name: 'ssh', pid: 12}}}),
	});
	assert.deepEqual(signIn.returnPath, {kind: 'by-hand', reason: 'port 64287 is taken by ssh (pid 12)'});
	assert.equal(await signIn.ask(), 'settled');
	assert.equal((await signIn.outcome).ok, true);
	assert.equal(service.session()?.user.sub, 'u-1');
});

for (const [what, error, reason] of [
	['by nobody knows whom', {kind: 'taken'}, 'port 64287 is taken by another program'],
	['by a rule', {kind: 'not-allowed', code: 'EACCES'}, 'port 64287 can not be listened on (EACCES)'],
] as const) {
	test(`a port that is kept from us ${what} is said, and the sign-in goes on`, async t => {
		const {signIn} = await aSignIn(t, {listen: async () => ({ok: false, error})});
		assert.deepEqual(signIn.returnPath, {kind: 'by-hand', reason});
		assert.equal(await signIn.ask(), 'settled');
	});
}

test('a port that another program really holds only takes the way back away', async t => {
	const other = createServer().listen(0, '127.0.0.1');
	t.after(() => other.close());
	await once(other, 'listening');
	const address = other.address();
	const taken = typeof address === 'object' && address ? address.port : 0;
	const {signIn} = await aSignIn(t, {listen: async (_port, answer) => listenOnLoopback(taken, answer)});
	assert.equal(signIn.returnPath.kind, 'by-hand');
	assert.equal(await signIn.ask(), 'settled');
	assert.equal((await signIn.outcome).ok, true);
});

for (const status of [400, 401, 403, 404]) {
	test(`asked before anybody accepted, a service that answers ${status} is asked again, and the sign-in goes on`, async t => {
		const {signIn, comesBack, service} = await aSignIn(t, {
			beforeSession: ({give, say}, asked) =>
				asked < 3 ? say(always(status, {name: 'UnauthorizedError', message: 'Not yet.'})) : give(),
		});
		assert.equal(await signIn.ask(), 'not-yet');
		const page = await comesBack();
		assert.match(page.body, /<h1>Not signed in yet<\/h1>/);
		assert.equal(await isPending(signIn.outcome), true);
		assert.equal(service.session(), undefined);
		assert.match((await comesBack()).body, /You are signed in/);
		assert.equal((await signIn.outcome).ok, true);
	});
}

for (const [what, path, how, status] of [
	['for another host', '/callback?state=s-1', {headers: {...navigation, host: 'evil.example'}}, 421],
	['with POST', '/callback?state=s-1', {method: 'POST'}, 405],
	[
		'in a frame',
		'/callback?state=s-1',
		{headers: {'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe'}},
		403,
	],
	[
		'as a picture',
		'/callback?state=s-1',
		{headers: {'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image'}},
		403,
	],
	['with a rejection, in a frame', '/callback?state=error', {headers: {'sec-fetch-dest': 'iframe'}}, 403],
	['with a wrong state', '/callback?state=s-2', {}, 400],
	['for another page', '/', {}, 404],
] as const) {
	test(`a hit ${what} neither ends nor completes the sign-in`, async t => {
		const {signIn, comesBack, asked} = await aSignIn(t);
		const page = await comesBack(path, how);
		assert.equal(page.status, status);
		assert.doesNotMatch(page.body, /You are signed in/);
		assert.equal(asked(), 0);
		assert.equal(await isPending(signIn.outcome), true);
		await comesBack();
		assert.equal((await signIn.outcome).ok, true);
	});
}

for (const spelling of ['error', 'type']) {
	test(`a rejection that the service names by ${spelling} ends the sign-in, and its page says so`, async t => {
		const {signIn, comesBack, asked, service} = await aSignIn(t);
		const page = await comesBack(
			`/callback?state=error&${spelling}=access_denied&description=request_declined`,
		);
		assert.match(page.body, /<h1>Declined: nobody is signed in<\/h1>/);
		const outcome = await signIn.outcome;
		assert.deepEqual(outcome, {
			ok: false,
			error: {kind: 'declined', message: 'The sign-in was declined in the browser.'},
		});
		assert.equal(asked(), 0);
		assert.equal(service.session(), undefined);
	});
}

test('a sign-in that nobody accepts is given up after five minutes', async t => {
	const {signIn, clock, comesBack} = await aSignIn(t);
	assert.equal(signIn.expiresAt, clock.now() + fiveMinutes);
	clock.advance(fiveMinutes - 1);
	assert.equal(await isPending(signIn.outcome), true);
	clock.advance(1);
	const outcome = await signIn.outcome;
	assert.equal(!outcome.ok && outcome.error.kind, 'timed-out');
	assert.equal(await signIn.ask(), 'settled');
	await assert.rejects(comesBack(), {code: 'ECONNREFUSED'});
});

test('whoever accepted in the last moment is let in, though the time is over when the service answers', async t => {
	let answer = () => {};
	let arrived = () => {};
	const hasArrived = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const {signIn, clock} = await aSignIn(t, {
		beforeSession({give}) {
			answer = give;
			arrived();
		},
	});
	clock.advance(fiveMinutes - 1);
	const asked = signIn.ask();
	await hasArrived;
	clock.advance(1);
	answer();
	assert.equal(await asked, 'settled');
	assert.equal((await signIn.outcome).ok, true);
});

test('a cancelled sign-in is over at once, also while the service is being asked', async t => {
	for (const isAsking of [false, true]) {
		let arrived = () => {};
		const hasArrived = new Promise<void>(resolve => {
			arrived = resolve;
		});
		const {signIn, service, clock} = await aSignIn(t, {beforeSession: () => arrived()});
		if (isAsking) {
			void signIn.ask();
			await hasArrived;
		}
		signIn.cancel();
		const outcome = await signIn.outcome;
		assert.equal(!outcome.ok && outcome.error.kind, 'cancelled');
		assert.equal(service.session(), undefined);
		assert.equal(clock.waiting(), 0);
	}
});

test('whoever began a sign-in can call it off', async t => {
	const {signIn, stop, comesBack} = await aSignIn(t);
	stop.abort();
	const outcome = await signIn.outcome;
	assert.equal(!outcome.ok && outcome.error.kind, 'cancelled');
	await assert.rejects(comesBack(), {code: 'ECONNREFUSED'});
});

test('a broken session ends the sign-in, and the page does not say that anybody is signed in', async t => {
	const {signIn, comesBack, service} = await aSignIn(t, {
		seal: async () => Buffer.from('a.b.c.d.e').toString('base64'),
	});
	assert.match((await comesBack()).body, /Not signed in yet/);
	const outcome = await signIn.outcome;
	assert.equal(!outcome.ok && outcome.error.kind, 'unusable-reply');
	assert.equal(service.session(), undefined);
});

for (const [what, respond] of [
	['that fails', always(503, {message: 'Sorry.'})],
	['whose reply is lost', socket => socket.resetAndDestroy()],
	['that wants to be asked less often', always(429, {message: 'Slowly.'})],
	['that refuses this client', always(403, {errorCodeStr: 'CLIVersionInvalid', message: 'Too old.'})],
] as const satisfies ReadonlyArray<readonly [string, Respond]>) {
	test(`a service ${what} when asked for the session is quoted and asked once, and Enter asks again`, async t => {
		let isBroken = true;
		const {signIn, comesBack, asked} = await aSignIn(t, {
			beforeSession: ({give, say}) => (isBroken ? say(respond) : give()),
		});
		assert.match((await comesBack()).body, /Not signed in yet/);
		assert.equal(asked(), 1);
		const answer = await signIn.ask();
		assert.ok(typeof answer === 'object' && answer.kind === 'failed');
		assert.equal(asked(), 2);
		assert.equal(await isPending(signIn.outcome), true);
		isBroken = false;
		assert.equal(await signIn.ask(), 'settled');
		assert.equal((await signIn.outcome).ok, true);
	});
}

test('a session whose user can not be told yet is not asked for twice: it is handed out once only', async t => {
	let isBroken = true;
	const {signIn, asked, service} = await aSignIn(t, {
		at: {
			'/api/whoami': (socket, request, count) =>
				(isBroken ? always(400, {}) : always(200, {sub: 'u-1', email: 'e'}))(socket, request, count),
		},
	});
	const first = await signIn.ask();
	assert.ok(typeof first === 'object');
	assert.equal(service.session(), undefined);
	isBroken = false;
	assert.equal(await signIn.ask(), 'settled');
	assert.equal(asked(), 1);
	assert.equal((await signIn.outcome).ok, true);
});

test('a browser and a person who say so together ask the service once', async t => {
	const {signIn, comesBack, asked} = await aSignIn(t);
	const [page, answer] = await Promise.all([comesBack(), signIn.ask()]);
	assert.match(page.body, /You are signed in/);
	assert.equal(answer, 'settled');
	assert.equal(asked(), 1);
});

test('a browser is not kept waiting for ever by a service that never ends its answer', async t => {
	const {comesBack, clock, signIn} = await aSignIn(t, {
		beforeSession: ({say}) =>
			say(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{')),
	});
	const before = clock.waiting();
	const page = comesBack();
	// The page, and the request with its two limits, of which the one for the headers is over first.
	while (clock.waiting() !== before + 3) await turn();
	while (clock.waiting() !== before + 2) await turn();
	clock.advance(20_000);
	assert.match((await page).body, /Not signed in yet/);
	assert.equal(await isPending(signIn.outcome), true);
});
