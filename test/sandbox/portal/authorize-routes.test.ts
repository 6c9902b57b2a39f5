import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {aSandbox, type Caller, openSession, rsaPem, textAt} from '../a-sandbox.ts';

const begin = async (call: Caller) => {
	const {body} = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const url = new URL(textAt(body, 'authUrl'));
	return {url, state: url.searchParams.get('state') ?? '', path: url.pathname + url.search};
};

const formTokenOf = (html: unknown) => /name="formToken" value="([^"]+)"/.exec(String(html))?.[1] ?? '';

const answer = async (call: Caller, decision: string) => {
	const begun = await begin(call);
	const formToken = formTokenOf((await call('GET', begun.path)).body);
	const reply = await call('POST', '/authorize', {form: {state: begun.state, formToken, decision}});
	return {...begun, formToken, reply};
};

test('the page says that it is the sandbox and who will be signed in, runs nothing and can’t be framed', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {path} = await begin(call);
	const {status, headers, body} = await call('GET', path);
	assert.equal(status, 200);
	const html = String(body);
	assert.match(html, /sandbox/i);
	assert.match(html, /developer@sandbox\.example/);
	assert.match(html, /name="viewport"/);
	assert.match(html, /color-scheme: light dark/);
	assert.doesNotMatch(html, /<script|https?:\/\/|onclick/i);
	const policy = headers.get('content-security-policy') ?? '';
	assert.match(policy, /default-src 'none'/);
	assert.match(policy, /frame-ancestors 'none'/);
	assert.equal(headers.get('x-frame-options'), 'DENY');
	assert.equal(headers.get('cache-control'), 'no-store');
});

test('accepting leads to the callback, and the session can be fetched once', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {state, url, reply} = await answer(call, 'accept');
	assert.equal(reply.status, 303);
	assert.equal(reply.headers.get('location'), `http://127.0.0.1:64287/callback?state=${state}`);

	const first = await call('GET', `/api/session-id${url.search}`);
	assert.equal(first.status, 200);
	const session = await openSession(textAt(first.body, 'sessionId'));
	assert.equal((await call('GET', '/api/whoami', {session})).status, 200);
	const second = await call('GET', `/api/session-id${url.search}`);
	assert.equal(second.status, 404);
	assert.equal(textAt(second.body, 'name'), 'NotFoundError');
});

test('declining leads to the callback as an error, and there is no session', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {url, reply} = await answer(call, 'decline');
	assert.equal(
		reply.headers.get('location'),
		'http://127.0.0.1:64287/callback?state=error&error=access_denied&description=request_declined',
	);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
});

test('a sign-in is answered once: a second answer changes nothing', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {url, path, state, formToken} = await answer(call, 'decline');
	const again = await call('POST', '/authorize', {form: {state, formToken, decision: 'accept'}});
	assert.equal(again.status, 409);
	assert.equal((await call('GET', path)).status, 409);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
});

test('an answer without the page’s own token changes nothing', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {path, url, state} = await begin(call);
	const other = formTokenOf((await call('GET', (await begin(call)).path)).body);
	for (const formToken of ['', 'guess', other]) {
		const reply = await call('POST', '/authorize', {form: {state, formToken, decision: 'accept'}});
		assert.ok(reply.status >= 400);
	}
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
	assert.equal((await call('GET', path)).status, 200);
});

test('before its answer a sign-in gives no session, and can still be answered', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {url, state, path} = await begin(call);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
	const formToken = formTokenOf((await call('GET', path)).body);
	await call('POST', '/authorize', {form: {state, formToken, decision: 'accept'}});
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 200);
});

test('an unknown and an outdated sign-in get a page that says so', async t => {
	const {call, clock} = await aSandbox(t, {autoApprove: false});
	assert.equal((await call('GET', '/authorize')).status, 404);
	assert.equal((await call('GET', '/authorize?state=unknown')).status, 404);
	const {path, url} = await begin(call);
	clock.advance(10 * 60 * 1000);
	assert.equal((await call('GET', path)).status, 404);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 404);
});

test('with automatic approval the page redirects to the callback at once', async t => {
	const {call} = await aSandbox(t, {autoApprove: true});
	const {path, state, url} = await begin(call);
	const reply = await call('GET', path);
	assert.equal(reply.status, 302);
	assert.equal(reply.headers.get('location'), `http://127.0.0.1:64287/callback?state=${state}`);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 200);
});

const emailOf = async (call: Caller, search: string) => {
	const {body} = await call('GET', `/api/session-id${search}`);
	const session = await openSession(textAt(body, 'sessionId'));
	return textAt((await call('GET', '/api/whoami', {session})).body, 'email');
};

/** Accepts with what the page would send besides its hidden fields. */
const acceptAs = async (call: Caller, who: Record<string, string>) => {
	const begun = await begin(call);
	const formToken = formTokenOf((await call('GET', begun.path)).body);
	const form = {state: begun.state, formToken, decision: 'accept', ...who};
	return {...begun, form, reply: await call('POST', '/authorize', {form})};
};

const offered = (html: unknown) =>
	[...String(html).matchAll(/type="radio" name="email" value="([^"]*)"( checked)?/g)].map(
		([, email, checked]) => `${email}${checked ?? ''}`,
	);

test('the page offers the users there are, the usual one first, and takes any other address', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const first = await begin(call);
	assert.deepEqual(offered((await call('GET', first.path)).body), ['developer@sandbox.example checked']);
	const {reply, url} = await acceptAs(call, {
		email: 'developer@sandbox.example',
		otherEmail: ' Zoe@Users.example ',
	});
	assert.equal(reply.status, 303);
	assert.equal(await emailOf(call, url.search), 'zoe@users.example');
	const again = await acceptAs(call, {email: 'zoe@users.example', otherEmail: ''});
	assert.equal(await emailOf(call, again.url.search), 'zoe@users.example');
	const next = await begin(call);
	assert.deepEqual(offered((await call('GET', next.path)).body), [
		'developer@sandbox.example checked',
		'zoe@users.example',
	]);
	assert.deepEqual(offered((await call('GET', `${next.path}&login_hint=new@users.example`)).body), [
		'new@users.example checked',
		'developer@sandbox.example',
		'zoe@users.example',
	]);
});

test('without a choice it is the usual user', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	const {url} = await acceptAs(call, {});
	assert.equal(await emailOf(call, url.search), 'developer@sandbox.example');
});

test('what is no address is asked for again, and nobody is signed in by it', async t => {
	const {call} = await aSandbox(t, {autoApprove: false});
	for (const otherEmail of [
		'nobody',
		'a@b@c',
		'a b@c',
		'<i>@x',
		`${'x'.repeat(250)}@y.example`,
		'\u202e@x',
	]) {
		const {reply, url, form} = await acceptAs(call, {otherEmail});
		assert.equal(reply.status, 400, otherEmail);
		assert.match(String(reply.body), /role="alert">This is not an e-mail address/);
		assert.doesNotMatch(String(reply.body), /<i>/);
		assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
		const mended = await call('POST', '/authorize', {form: {...form, otherEmail: 'a@users.example'}});
		assert.equal(mended.status, 303);
	}
});

test('with automatic approval the address may say who signs in, and each has a default project of their own', async t => {
	const {call, signIn} = await aSandbox(t);
	const own = async (email?: string) => {
		const session = await signIn(email);
		const {body} = await call('GET', '/api/whoami', {session});
		return [textAt(body, 'email'), textAt(body, 'sub'), textAt(body, 'projects', 0, 'id')];
	};
	const usual = await own();
	const other = await own('other@users.example');
	assert.deepEqual(await own('developer@sandbox.example'), usual);
	assert.deepEqual(await own('OTHER@users.example'), other);
	assert.deepEqual([usual[0], other[0]], ['developer@sandbox.example', 'other@users.example']);
	assert.equal(new Set([...usual, ...other]).size, 6);
	const {path, url} = await begin(call);
	assert.equal((await call('GET', `${path}&login_hint=nobody`)).status, 400);
	assert.equal((await call('GET', `/api/session-id${url.search}`)).status, 403);
});

test('a sign-in that was accepted before there were several users goes on', async t => {
	const {call, directory} = await aSandbox(t, {autoApprove: false});
	const {url, state} = await begin(call);
	const key = createHash('sha256').update(state).digest('hex');
	const file = join(directory, 'sign-ins', `${key}.json`);
	const {publicKey, formToken, expiresAt} = JSON.parse(await readFile(file, 'utf8'));
	await writeFile(file, JSON.stringify({publicKey, formToken, answer: 'accepted', expiresAt}));
	assert.equal(await emailOf(call, url.search), 'developer@sandbox.example');
});
