import assert from 'node:assert/strict';
import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {allPages} from '../../source/api/pages.ts';
import {makeService} from '../../source/auth/service.ts';
import {systemRandom} from '../../source/system/random.ts';
import {reveal} from '../../source/text/secret.ts';
import {always} from '../api/raw-server.ts';
import {aService} from '../fixtures/a-service.ts';
import {environmentAt} from '../fixtures/environment-at.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aPortal} from './a-portal.ts';
import {aSessionStore} from './a-session-store.ts';

const dayMs = 86_400_000;

const serviceOf = async (
	t: TestContext,
	{origin, clock}: Pick<Awaited<ReturnType<typeof aPortal>>, 'origin' | 'clock'>,
	embedded = true,
) =>
	makeService({
		environment: environmentAt(origin, embedded),
		fetch,
		clock,
		random: systemRandom,
		makeSignInKeys: async () => rsaKey(),
		sessions: await aSessionStore(t),
		version: '0.0.0',
	});

test('a sign-in on the sandbox needs nobody, and its session is kept for the next run', async t => {
	const {service, sessionFolder, sessions, clock, origin} = await aService(t);
	const signedIn = await service.signIn();
	assert.equal(signedIn.ok, true);
	const file = join(sessionFolder, 'session.json');
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	assert.equal(JSON.parse(await readFile(file, 'utf8')).sessionId, reveal(signedIn.value.id));
	const next = makeService({
		environment: environmentAt(origin, true),
		fetch,
		clock,
		random: systemRandom,
		sessions,
		version: '0.0.0',
	});
	assert.equal((await next.restore())?.user.sub, signedIn.value.user.sub);
	const projects = await next.portal.listProjects();
	assert.equal(projects.ok && projects.value.value.length, 1);
});

test('the name of the client and its release go with every request, and the cookie with those that are signed', async t => {
	const {origin, clock, requests, paths} = await aPortal(t);
	await (await serviceOf(t, {origin, clock})).signIn();
	assert.deepEqual(paths(), ['/api/auth/url', '/authorize', '/api/session-id', '/api/whoami']);
	for (const at of [0, 2, 3])
		assert.match(requests[at]?.head ?? '', /affinidi-cli-version: [\s\S]*user-agent: pat-tui\/0\.0\.0/i);
	assert.match(requests[3]?.head ?? '', /cookie: portal-session-local=session-1/i);
});

test('a page that wants a person is given to one, and the sign-in is completed when they have approved', async t => {
	const {service, origin} = await aService(t, {autoApprove: false});
	const begun = await service.signIn();
	assert.equal(begun.ok, false);
	assert.ok(begun.error.kind === 'needs-approval');
	const early = await begun.error.complete();
	assert.equal(early.ok, false);
	assert.equal(service.session(), undefined);
	const page = await (await fetch(begun.error.authUrl)).text();
	const formToken = /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const state = new URL(begun.error.authUrl).searchParams.get('state') ?? '';
	const approved = await fetch(`${origin}/authorize`, {
		method: 'POST',
		body: new URLSearchParams({state, formToken, decision: 'accept'}),
		redirect: 'manual',
	});
	assert.equal(approved.status, 303);
	const completed = await begun.error.complete();
	assert.equal(completed.ok, true);
	assert.equal(service.session()?.user.sub, completed.value.user.sub);
});

test('a declined sign-in says so and leaves nobody signed in', async t => {
	const {origin, clock} = await aPortal(t, {
		at: {'/authorize': always(302, '', {location: 'http://127.0.0.1:64287/callback?state=error'})},
	});
	const service = await serviceOf(t, {origin, clock});
	const result = await service.signIn();
	assert.equal(!result.ok && result.error.kind, 'declined');
	assert.equal(service.session(), undefined);
});

test('an approval page of another host is never fetched', async t => {
	const other = await aPortal(t);
	const {origin, clock} = await aPortal(t, {authUrl: () => `${other.origin}/authorize?state=s-1`});
	const result = await (await serviceOf(t, {origin, clock})).signIn();
	assert.equal(!result.ok && result.error.kind, 'needs-approval');
	assert.deepEqual(other.paths(), []);
});

test('a service that fails when asked who that is leaves nobody signed in', async t => {
	const {origin, clock} = await aPortal(t, {at: {'/api/whoami': always(503, {})}});
	const service = await serviceOf(t, {origin, clock});
	const result = await service.signIn();
	assert.equal(!result.ok && result.error.kind, 'api');
	assert.equal(service.session(), undefined);
});

test('a session that ended on the sandbox is renewed in the middle, and the request goes on', async t => {
	const {service, clock, sessions} = await aService(t);
	const first = await service.signIn();
	clock.advance(2 * dayMs);
	const tokens = await allPages(service.iam.listTokens());
	assert.deepEqual(tokens, {ok: true, value: []});
	const renewed = service.session();
	assert.ok(first.ok && renewed);
	assert.notEqual(reveal(renewed.id), reveal(first.value.id));
	assert.equal(renewed.user.sub, first.value.user.sub);
	const kept = await sessions.load();
	assert.equal(kept && reveal(kept.id), reveal(renewed.id));
});

test('requests that find the session over at the same time share one new session', async t => {
	const {service, clock, interceptWith} = await aService(t);
	await service.signIn();
	clock.advance(2 * dayMs);
	let signIns = 0;
	let refused = 0;
	let allRefused = () => {};
	const refusals = new Promise<void>(resolve => {
		allRefused = resolve;
	});
	interceptWith(async (request, next) => {
		if (request.url.endsWith('/api/auth/url')) {
			signIns++;
			await refusals;
		}
		const response = await next(request);
		if (response.status === 401 && ++refused === 3) allRefused();
		return response;
	});
	const results = await Promise.all([
		service.portal.listProjects(),
		service.portal.activeProject(),
		service.portal.whoami(),
	]);
	assert.ok(results.every(result => result.ok));
	assert.equal(signIns, 1);
});

test('a service that refuses the session it has just given is not asked for sessions for ever', {
	timeout: 20_000,
}, async t => {
	const {origin, clock, paths} = await aPortal(t, {
		at: {
			'/api/whoami': (socket, request, count) =>
				(count < 20 ? always(401, {name: 'InvalidJwtTokenError'}) : always(200, {}))(socket, request, count),
		},
	});
	const result = await (await serviceOf(t, {origin, clock})).portal.whoami();
	assert.equal(!result.ok && result.error.kind, 'session-ended');
	assert.ok(paths().length <= 6, paths().join(' '));
});

test('elsewhere than on the sandbox an ended session is an answer, for a person has to sign in', async t => {
	const {service, clock} = await aService(t, {embedded: false});
	await service.signIn();
	clock.advance(2 * dayMs);
	const result = await service.portal.listProjects();
	assert.equal(!result.ok && result.error.kind, 'session-ended');
});

test('signing out ends the session at the service and on this computer, even when the service fails', async t => {
	const {service, origin, clock, sessions, interceptWith} = await aService(t, {embedded: false});
	const signedIn = await service.signIn();
	assert.ok(signedIn.ok);
	assert.deepEqual(await service.signOut(), {service: 'ended'});
	assert.equal(service.session(), undefined);
	assert.equal(await sessions.load(), undefined);
	const cookie = `portal-session-local=${reveal(signedIn.value.id)}`;
	assert.equal((await fetch(`${origin}/api/whoami`, {headers: {cookie}})).status, 401);

	await service.signIn();
	interceptWith(async () => {
		throw new Error('broken');
	});
	const failed = await service.signOut();
	assert.equal(typeof failed.service === 'object' && failed.service.error.kind, 'no-reply');
	assert.deepEqual([service.session(), await sessions.load(), clock.waiting()], [undefined, undefined, 0]);
});

for (const [what, over, error] of [
	['still counts', always(200, {sub: 'u-1', email: 'e'}), 'forbidden'],
	['is over', always(401, {}), 'session-ended'],
	['is refused there too', always(403, {}), 'session-ended'],
	['leads to a log-in page', always(302, '', {location: 'https://login.example/'}), 'session-ended'],
	['can not be told to be over', always(400, {}), 'forbidden'],
] as const) {
	test(`a 403 is settled by asking who is signed in: a session that ${what} makes it ${error}`, async t => {
		const {origin, clock, paths} = await aPortal(t, {
			at: {'/api/projects': always(403, {message: 'No.'}), '/api/whoami': over},
		});
		const result = await (await serviceOf(t, {origin, clock}, false)).portal.listProjects();
		assert.equal(!result.ok && result.error.kind, error);
		assert.deepEqual(paths(), ['/api/projects', '/api/whoami']);
	});
}

test('the release that was asked for is named to the service', async t => {
	const {origin, clock, requests} = await aPortal(t);
	const service = makeService({
		environment: environmentAt(origin, false),
		fetch,
		clock,
		random: systemRandom,
		sessions: await aSessionStore(t),
		version: '0.0.0',
		clientRelease: '9.9.9',
	});
	await service.portal.whoami();
	assert.match(requests[0]?.head ?? '', /affinidi-cli-version: 9\.9\.9\r/i);
});

test('a page that would let anybody in is only ever fetched on this machine', async t => {
	const {origin, clock, paths} = await aPortal(t, {
		authUrl: () => 'https://portal.example/authorize?state=s-1',
	});
	const service = makeService({
		environment: {...environmentAt('https://portal.example', false)},
		fetch: async (input, init) => fetch(String(input).replace('https://portal.example', origin), init),
		clock,
		random: systemRandom,
		sessions: await aSessionStore(t),
		version: '0.0.0',
	});
	const result = await service.signIn();
	assert.equal(!result.ok && result.error.kind, 'needs-approval');
	assert.deepEqual(paths(), ['/api/auth/url']);
});
