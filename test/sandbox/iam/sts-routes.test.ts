import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLocalJWKSet, decodeJwt, jwtVerify} from 'jose';
import {aSandbox, aToken, textAt} from '../a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from '../an-assertion.ts';

const unknownId = '5d1c0000-0000-4000-8000-000000000001';
const path = '/iam/v1/sts/create-project-scoped-token';

test('whoami tells the user from the token', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const sub = textAt((await own.call('GET', '/api/whoami', {session})).body, 'sub');
	assert.deepEqual((await own.call('GET', '/iam/v1/sts/whoami', {session})).body, {
		principalId: sub,
		principalType: 'user',
	});
	const tokenId = await aToken(own.call, session);
	const token = await accessTokenOf(own, tokenId);
	for (const authorization of [token, `Bearer ${token}`, `bearer  ${token}`]) {
		const {status, body} = await own.call('GET', '/iam/v1/sts/whoami', {token: authorization});
		assert.deepEqual([status, body], [200, {principalId: tokenId, principalType: 'token'}]);
	}
});

test('a project-scoped token is an ES256 JWT that the first key of the JWKS verifies, until it ends', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	const tokenId = await aToken(own.call, session);
	await own.call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	const reply = await own.call('POST', path, {token: await accessTokenOf(own, tokenId), body: {projectId}});
	assert.equal(reply.status, 200);
	const {body: jwks} = await own.call('GET', '/iam/.well-known/jwks.json');
	const [key] = Object(jwks).keys;
	assert.deepEqual(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
	assert.deepEqual([key.alg, key.crv, key.kty, key.use], ['ES256', 'P-256', 'EC', 'sig']);
	const {payload} = await jwtVerify(textAt(reply.body, 'accessToken'), createLocalJWKSet({keys: [key]}), {
		algorithms: ['ES256'],
		currentDate: new Date(own.clock.now()),
	});
	assert.equal(payload.exp, own.clock.now() / 1000 + Object(reply.body).expiresIn);
	assert.equal(payload['project_id'], projectId);
});

test('the STS takes a form as well as JSON, and the session as well as an access token', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	for (const given of [
		{session, form: {projectId}},
		{session, body: {projectId}},
	]) {
		const {status, body} = await own.call('POST', path, given);
		assert.equal(status, 200);
		assert.equal(decodeJwt(textAt(body, 'accessToken'))['principalType'], 'user');
	}
});

test('who is not in a project gets no token for it', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	const token = await accessTokenOf(own, await aToken(own.call, session));
	const cases = [
		{token, body: {projectId}},
		{token, body: {projectId: unknownId}},
		{session, body: {projectId: unknownId}},
	];
	for (const given of cases) {
		const {status, body} = await own.call('POST', path, given);
		assert.equal(status, 403);
		assert.equal(textAt(body, 'name'), 'PrincipalDoesNotBelongToProjectError');
	}
	for (const body of [{}, {projectId: 'x'}, ''])
		assert.equal((await own.call('POST', path, {token, body})).status, 400);
});

test('a token that has expired, or that another sandbox signed, is not accepted', async t => {
	const own = await aSandbox(t);
	const other = await aSandbox(t);
	const foreign = await accessTokenOf(other, await aToken(other.call, await other.signIn()));
	const token = await accessTokenOf(own, await aToken(own.call, await own.signIn()));
	const issueFor = async (authorization: string) => {
		const {status, body} = await own.call('GET', '/iam/v1/sts/whoami', {token: authorization});
		assert.equal(status, 401);
		assert.equal(textAt(body, 'name'), 'InvalidJwtTokenError');
		return textAt(body, 'details', 0, 'issue');
	};
	assert.equal(await issueFor(foreign), 'jwt-invalid');
	assert.equal(await issueFor('Bearer undefined'), 'jwt-invalid');
	own.clock.advance(60 * 60 * 1000);
	assert.equal(await issueFor(token), 'jwt-expired');
});

test('a user’s own project-scoped token does there what the user may, whatever the active project', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	await own.call('POST', '/api/project', {session, body: {name: 'second'}});
	const token = await scopedTokenOf(own, projectId, {session});
	const {body} = await own.call('GET', '/iam/v1/projects/principals', {token});
	assert.equal(textAt(body, 'records', 0, 'projectId'), projectId);
	assert.equal((await own.call('GET', '/cis/v1/configurations', {token})).status, 200);
});

test('the DID document names the signing key', async t => {
	const {call} = await aSandbox(t);
	const {status, body} = await call('GET', '/iam/.well-known/did.json');
	assert.equal(status, 200);
	const {body: jwks} = await call('GET', '/iam/.well-known/jwks.json');
	assert.deepEqual(Object(body).verificationMethod[0].publicKeyJwk, Object(jwks).keys[0]);
});
