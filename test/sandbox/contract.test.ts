import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {createLocalJWKSet, jwtVerify} from 'jose';
import {serveSandbox} from '../../source/sandbox/serve-sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {rawRequest} from './a-raw-request.ts';
import {aFolder, jwkOf, methodOf, openSession, rsa, rsaPem, textAt} from './a-sandbox.ts';
import {anAssertion, formOf, tokenPath} from './an-assertion.ts';

// The official command line's sequences (contract 6.2) and the SDK's (6.3), with the headers they send (1.2), over a real port.

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const aService = async (t: TestContext) => {
	const served = await serveSandbox({
		directory: await aFolder(t),
		origin: 'http://localhost:2777',
		clock: systemClock,
		random: systemRandom,
		autoApprove: true,
		port: 0,
	});
	assert.ok(served.ok);
	t.after(served.value.close);
	return served.value.origin;
};

const parsed = (text: string): unknown => (text === '' ? '' : JSON.parse(text));

/** Sends as the official command line does: the same headers on every request, signed in or not. */
const commandLine = (origin: string) => {
	let session = 'undefined';
	const send = async (method: string, path: string, body?: unknown) => {
		const reply = await rawRequest({
			url: origin + path,
			method,
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/json',
				'affinidi-cli-version': '2.14.5',
				Cookie: `portal-session-local=${session}`,
				'User-Agent': 'axios/1.7.7',
				'Accept-Encoding': 'gzip, deflate, br',
			},
			...(body !== undefined && {body: JSON.stringify(body)}),
		});
		return {status: reply.status, body: parsed(reply.text)};
	};
	const expect = async (status: number, method: string, path: string, body?: unknown) => {
		const reply = await send(method, path, body);
		assert.equal(reply.status, status, `${method} ${path} ${JSON.stringify(reply.body)}`);
		return reply.body;
	};
	return {
		expect,
		signIn: async () => {
			const begun = await expect(200, 'POST', '/api/auth/url', {publicKey: rsaPem, uxClient: 4});
			const {search} = new URL(textAt(begun, 'authUrl'));
			const page = await rawRequest({url: `${origin}/authorize${search}`});
			const sealed = await expect(200, 'GET', `/api/session-id${search}`);
			session = await openSession(textAt(sealed, 'sessionId'));
			return page;
		},
		signInAs: (id: string) => {
			session = id;
		},
	};
};

test('signed out, every command that needs a session hears 401, with =undefined and with =null', async t => {
	const {expect, signInAs} = commandLine(await aService(t));
	for (const session of ['undefined', 'null', '']) {
		signInAs(session);
		for (const [method, path, body] of [
			['POST', '/api/auth/logout', {}],
			['GET', '/api/whoami', undefined],
			['GET', '/api/projects', undefined],
			['POST', '/api/project', {name: 'my project'}],
			['GET', '/iam/v1/tokens', undefined],
			['POST', '/iam/v1/projects/principals', {}],
		] as const) {
			const reply = await expect(401, method, path, body);
			assert.deepEqual(
				[textAt(reply, 'name'), textAt(reply, 'message'), Object(reply).httpStatusCode],
				['InvalidJwtTokenError', 'JWT token is invalid', 401],
			);
			assert.match(textAt(reply, 'traceId'), uuid);
		}
	}
});

test('start, whoami, stop: the browser comes back to the callback, and the session works until signed out', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	const page = await signIn();
	assert.equal(page.status, 302);
	assert.match(String(page.headers.location), /^http:\/\/127\.0\.0\.1:64287\/callback(\?|$)/);
	assert.doesNotMatch(String(page.headers.location), /state=error/);
	const active = await expect(200, 'GET', '/api/project');
	assert.match(textAt(active, 'id'), uuid);
	assert.ok(textAt(active, 'name'));
	const me = await expect(200, 'GET', '/api/whoami');
	assert.match(textAt(me, 'sub'), uuid);
	await expect(200, 'POST', '/api/auth/logout', {});
	await expect(401, 'GET', '/api/whoami');
});

test('project list-projects, create-project, select-project, get-active-project, update-project', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	await signIn();
	const [first] = Object(await expect(200, 'GET', '/api/projects'));
	const created = await expect(200, 'POST', '/api/project', {name: 'second', description: 'words'});
	assert.deepEqual(await expect(200, 'GET', '/api/project'), created);
	assert.match(textAt(created, 'createdAt'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
	const listed = await expect(200, 'GET', '/api/projects');
	assert.ok(Array.isArray(listed) && listed.length === 2);
	const projectId = textAt(first, 'id');
	assert.deepEqual(await expect(200, 'POST', '/api/projects/active', {projectId}), {projectId});
	assert.deepEqual(await expect(200, 'GET', '/api/project'), first);
	const updated = await expect(200, 'PATCH', `/api/project/${projectId}`, {name: 'renamed'});
	assert.equal(textAt(updated, 'name'), 'renamed');
});

test('create-project at the limit: the error, then the active project and its stats, as the command line asks', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	await signIn();
	for (let count = 1; count < 10; count += 1)
		await expect(200, 'POST', '/api/project', {name: `project ${count}`});
	const refused = await expect(409, 'POST', '/api/project', {name: 'one too many'});
	assert.equal(textAt(refused, 'errorCodeStr'), 'ProjectCreation');
	const active = await expect(200, 'GET', '/api/project');
	const stats = await expect(200, 'GET', `/api/stats/${textAt(active, 'id')}`);
	assert.equal(Object(stats).projects[0].limits[0].initialValue, 10);
});

const keyFor = (kid: string) => methodOf('RS256', jwkOf(rsa.publicKey, 'RS256', kid));

test('token create-token -g -w: POST with a random kid, PATCH with the id, then principal, project and policy', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	await signIn();
	const name = 'my-machine';
	const created = await expect(200, 'POST', '/iam/v1/tokens', {
		name,
		authenticationMethod: keyFor(systemRandom.uuid()),
	});
	const id = textAt(created, 'id');
	assert.match(id, uuid);
	const patched = await expect(200, 'PATCH', `/iam/v1/tokens/${id}`, {
		name,
		authenticationMethod: keyFor(id),
	});
	assert.deepEqual(patched, {...Object(created), authenticationMethod: keyFor(id)});
	const [added, active] = await Promise.all([
		expect(204, 'POST', '/iam/v1/projects/principals', {principalId: id, principalType: 'token'}),
		expect(200, 'GET', '/api/project'),
	]);
	assert.equal(added, '');
	const projectId = textAt(active, 'id');
	const policy = {
		version: '2022-12-15',
		statement: [
			{principal: [`ari:iam::${projectId}:token/${id}`], action: ['*'], resource: ['*'], effect: 'Allow'},
		],
	};
	const path = `/iam/v1/policies/principals/${id}?principalType=token`;
	assert.deepEqual(await expect(200, 'PUT', path, policy), policy);
	assert.deepEqual(await expect(200, 'GET', `/iam/v1/tokens/${id}/projects`), {
		projects: [{id: projectId, name: textAt(active, 'name'), policy}],
	});
});

test('token list-tokens, get-token, update-token, delete-token', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	await signIn();
	assert.deepEqual(await expect(200, 'GET', '/iam/v1/tokens'), {tokens: []});
	const created = await expect(200, 'POST', '/iam/v1/tokens', {
		name: 'my-machine',
		authenticationMethod: keyFor('k'),
	});
	const path = `/iam/v1/tokens/${textAt(created, 'id')}`;
	assert.deepEqual(await expect(200, 'GET', '/iam/v1/tokens'), {tokens: [created]});
	assert.deepEqual(await expect(200, 'GET', path), created);
	const updated = await expect(200, 'PATCH', path, {
		name: 'renamed-machine',
		authenticationMethod: keyFor('k2'),
	});
	assert.equal(textAt(updated, 'name'), 'renamed-machine');
	assert.equal(await expect(204, 'DELETE', path), '');
	const gone = await expect(404, 'GET', path);
	assert.deepEqual([textAt(gone, 'name'), textAt(gone, 'message')], ['NotFoundError', 'Not found: tokenId.']);
});

test('iam add-principal, list-principals, get-policies, update-policies, remove-principal', async t => {
	const {expect, signIn} = commandLine(await aService(t));
	await signIn();
	const created = await expect(200, 'POST', '/iam/v1/tokens', {
		name: 'my-machine',
		authenticationMethod: keyFor('k'),
	});
	const id = textAt(created, 'id');
	const principal = `/iam/v1/projects/principals/${id}?principalType=token`;
	const policies = `/iam/v1/policies/principals/${id}?principalType=token`;
	await expect(404, 'GET', policies);
	await expect(204, 'POST', '/iam/v1/projects/principals', {principalId: id, principalType: 'token'});
	const listed = await expect(200, 'GET', '/iam/v1/projects/principals');
	assert.ok(Object(listed).records.some((record: unknown) => textAt(record, 'principalId').endsWith(id)));
	const policy = await expect(200, 'GET', policies);
	assert.deepEqual(Object(policy).statement[0].action, ['']);
	const [statement] = Object(policy).statement;
	const wanted = {
		version: '2022-12-15',
		statement: [{...statement, action: ['cis:startIssuance'], resource: ['*']}],
	};
	assert.deepEqual(await expect(200, 'PUT', policies, wanted), wanted);
	assert.equal(await expect(204, 'DELETE', principal), '');
	await expect(404, 'DELETE', principal);
});

test('malformed and unfit bodies are answered in the envelope with what is wrong', async t => {
	const origin = await aService(t);
	const {expect, signIn} = commandLine(origin);
	await signIn();
	const reply = await expect(400, 'POST', '/iam/v1/tokens', {name: 'ab'});
	assert.deepEqual(
		[
			textAt(reply, 'name'),
			textAt(reply, 'message'),
			Object(reply).httpStatusCode,
			textAt(reply, 'details', 0, 'field'),
		],
		['InvalidParameterError', 'Invalid parameter: name.', 400, 'name'],
	);
	const malformed = await rawRequest({url: `${origin}/api/auth/url`, method: 'POST', body: '{"publicKey":'});
	assert.equal(malformed.status, 400);
	assert.equal(textAt(parsed(malformed.text), 'name'), 'InvalidParameterError');
});

test('the SDK’s sequence: JWKS, assertion for an access token, a form at the STS, then IAM with the raw token', async t => {
	const origin = await aService(t);
	const {expect, signIn} = commandLine(origin);
	await signIn();
	const created = await expect(200, 'POST', '/iam/v1/tokens', {
		name: 'my-machine',
		authenticationMethod: keyFor('k'),
	});
	const tokenId = textAt(created, 'id');
	const projectId = textAt(await expect(200, 'GET', '/api/project'), 'id');

	const jwks = parsed((await rawRequest({url: `${origin}/iam/.well-known/jwks.json`})).text);
	const [firstKey] = Object(jwks).keys;
	assert.equal(firstKey.alg, 'ES256');

	const exchange = async (host: string) => {
		const endpoint = origin.replace('localhost', host) + tokenPath;
		const now = systemClock.now();
		const assertion = await anAssertion({
			tokenId,
			now,
			key: rsa.privateKey,
			header: {alg: 'RS256', kid: 'k'},
			claims: {aud: endpoint, jti: `${new Date(now).toUTCString()}${systemRandom.fraction()}`},
		});
		return rawRequest({
			url: endpoint,
			method: 'POST',
			headers: {'content-type': 'application/x-www-form-urlencoded;charset=utf-8'},
			body: new URLSearchParams(formOf(tokenId, assertion)).toString(),
		});
	};
	for (const host of ['localhost', '127.0.0.1']) assert.equal((await exchange(host)).status, 200, host);
	const access = textAt(parsed((await exchange('localhost')).text), 'access_token');

	const scope = async (type: string, body: string, authorization: string) => {
		const reply = await rawRequest({
			url: `${origin}/iam/v1/sts/create-project-scoped-token`,
			method: 'POST',
			headers: {authorization, 'content-type': type},
			body,
		});
		return {status: reply.status, body: parsed(reply.text)};
	};
	const form = `projectId=${projectId}`;
	const outside = await scope('application/x-www-form-urlencoded', form, `Bearer ${access}`);
	assert.deepEqual(
		[outside.status, textAt(outside.body, 'name')],
		[403, 'PrincipalDoesNotBelongToProjectError'],
	);
	await expect(204, 'POST', '/iam/v1/projects/principals', {principalId: tokenId, principalType: 'token'});
	const byForm = await scope('application/x-www-form-urlencoded', form, `Bearer ${access}`);
	assert.equal(byForm.status, 200);
	assert.equal((await scope('application/json', JSON.stringify({projectId}), access)).status, 200);
	const scoped = textAt(byForm.body, 'accessToken');
	const {payload} = await jwtVerify(scoped, createLocalJWKSet({keys: [firstKey]}), {algorithms: ['ES256']});
	assert.ok(typeof payload.exp === 'number');

	const asMachine = async (path: string, authorization: string) =>
		rawRequest({url: origin + path, headers: {authorization}});
	assert.equal((await asMachine('/cwe/v1/wallets', scoped)).status, 403);
	await expect(200, 'PUT', `/iam/v1/policies/principals/${tokenId}?principalType=token`, {
		version: '2022-12-15',
		statement: [
			{
				principal: [`ari:iam::${projectId}:token/${tokenId}`],
				action: ['cwe:listWallets'],
				resource: [`*:${projectId}:*`],
				effect: 'Allow',
			},
		],
	});
	for (const authorization of [scoped, `Bearer ${scoped}`]) {
		const wallets = await asMachine('/cwe/v1/wallets', authorization);
		assert.deepEqual([wallets.status, parsed(wallets.text)], [200, {wallets: []}]);
	}
	for (const authorization of [access, `Bearer ${access}`]) {
		const whoami = await asMachine('/iam/v1/sts/whoami', authorization);
		assert.deepEqual(
			[whoami.status, parsed(whoami.text)],
			[200, {principalId: tokenId, principalType: 'token'}],
		);
	}
});
