import assert from 'node:assert/strict';
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
