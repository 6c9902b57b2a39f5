import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {decodeProtectedHeader} from 'jose';
import {aSandbox, ecKey, rsa, rsaPem, textAt} from '../a-sandbox.ts';

test('a sign-in begins with an absolute address of the sandbox’s own that carries a state', async t => {
	const {call} = await aSandbox(t);
	const {status, body} = await call('POST', '/api/auth/url', {
		session: 'undefined',
		body: {publicKey: rsaPem, uxClient: 4},
	});
	assert.equal(status, 200);
	assert.match(textAt(body, 'authUrl'), /^http:\/\/localhost:2777\/authorize\?state=[\w-]{43}$/);
});

test('only an RSA public key of 2048 bits or more is taken', async t => {
	const {call} = await aSandbox(t);
	const weak = generateKeyPairSync('rsa', {modulusLength: 1024});
	const keys = [
		weak.publicKey.export({type: 'spki', format: 'pem'}),
		ecKey.publicKey.export({type: 'spki', format: 'pem'}),
		rsa.privateKey.export({type: 'pkcs8', format: 'pem'}),
		rsa.publicKey.export({type: 'pkcs1', format: 'pem'}),
		'-----BEGIN PUBLIC KEY-----\nnothing\n-----END PUBLIC KEY-----\n',
		'',
	];
	for (const publicKey of keys) {
		const {status, body} = await call('POST', '/api/auth/url', {body: {publicKey, uxClient: 4}});
		assert.equal(status, 400);
		assert.equal(textAt(body, 'message'), 'Invalid parameter: publicKey.');
	}
	assert.equal((await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 5}})).status, 400);
});

test('the session comes sealed for the key that asked', async t => {
	const {call} = await aSandbox(t);
	const begun = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const {search} = new URL(textAt(begun.body, 'authUrl'));
	await call('GET', `/authorize${search}`);
	const {body} = await call('GET', `/api/session-id${search}`);
	const jwe = Buffer.from(textAt(body, 'sessionId'), 'base64').toString();
	assert.deepEqual(decodeProtectedHeader(jwe), {alg: 'RSA-OAEP-256', enc: 'A256GCM'});
});

test('everybody who signs in without saying who is the same user, with the default project of the first time', async t => {
	const {call, signIn} = await aSandbox(t);
	const sessions = await Promise.all([signIn(), signIn()]);
	sessions.push(await signIn());
	const replies = await Promise.all(sessions.map(async session => call('GET', '/api/whoami', {session})));
	assert.equal(new Set(sessions).size, 3);
	assert.equal(new Set(replies.map(({body}) => textAt(body, 'sub'))).size, 1);
	const {body} = await call('GET', '/api/projects', {session: sessions[0] ?? ''});
	assert.ok(Array.isArray(body));
	assert.equal(body.length, 1);
});

test('what is outdated is swept away at the next sign-in, and a session that has just ended is not', async t => {
	const {call, clock, directory, signIn} = await aSandbox(t);
	await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const session = await signIn();
	clock.advance(25 * 60 * 60 * 1000);
	await signIn();
	assert.equal((await readdir(join(directory, 'sign-ins'))).length, 0);
	assert.equal(
		textAt((await call('GET', '/api/whoami', {session})).body, 'details', 0, 'issue'),
		'jwt-expired',
	);
	clock.advance(40 * 24 * 60 * 60 * 1000);
	await signIn();
	assert.equal((await readdir(join(directory, 'sessions'))).length, 1);
});
