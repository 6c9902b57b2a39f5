import assert from 'node:assert/strict';
import {generateKeyPairSync} from 'node:crypto';
import {test} from 'node:test';
import {aSandbox, aToken, ecKey, jwkOf, methodOf, textAt} from '../a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from '../an-assertion.ts';

const unknownId = '5d1c0000-0000-4000-8000-000000000001';

test('a token is replied as it was sent, with ids of its own and no description', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const sub = textAt((await call('GET', '/api/whoami', {session})).body, 'sub');
	const authenticationMethod = methodOf();
	const {status, body} = await call('POST', '/iam/v1/tokens', {
		session,
		body: {name: 'ci-signer', authenticationMethod, description: 'never shown'},
	});
	assert.equal(status, 200);
	const id = textAt(body, 'id');
	assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	assert.deepEqual(body, {
		id,
		ari: `ari:iam:::token/${id}`,
		ownerAri: `ari:iam:::user/${sub}`,
		name: 'ci-signer',
		authenticationMethod,
		scopes: [],
	});
	assert.deepEqual((await call('GET', `/iam/v1/tokens/${id}`, {session})).body, body);
	assert.deepEqual((await call('GET', '/iam/v1/tokens', {session})).body, {tokens: [body]});
});

test('what the service takes as a token is taken: any long name, an EC key without coordinates, a jwksUri', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const bareKey = {kid: 'k', kty: 'EC', alg: 'ES256', use: 'sig'};
	const inputs = [
		{name: 'x'.repeat(100_000), authenticationMethod: methodOf()},
		{name: '\u001b[31mred\u202e 表\n', authenticationMethod: methodOf()},
		{name: 'odd', authenticationMethod: {...methodOf(), publicKeyInfo: {jwks: {keys: [bareKey]}}}},
		{
			name: 'uri',
			authenticationMethod: {...methodOf(), publicKeyInfo: {jwksUri: 'https://example.org/jwks'}},
		},
	];
	for (const body of inputs) {
		const reply = await call('POST', '/iam/v1/tokens', {session, body});
		assert.equal(reply.status, 200);
		assert.deepEqual({...Object(reply.body), ...body}, reply.body);
	}
});

test('a token that breaks a rule is refused, and the refusal names the field', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const good = {name: 'ci-signer', authenticationMethod: methodOf()};
	const method = (change: object) => ({...good, authenticationMethod: {...methodOf(), ...change}});
	const keys = (...list: unknown[]) => method({publicKeyInfo: {jwks: {keys: list}}});
	const {kid, ...unnamed} = jwkOf(ecKey.publicKey, 'ES256');
	assert.equal(kid, 'k-1');
	const cases: [unknown, string][] = [
		[{...good, name: 'ab'}, 'name'],
		[{...good, name: 'a\nb\nc'}, 'name'],
		[{name: 'ci-signer'}, 'authenticationMethod'],
		[method({type: 'PUBLIC_KEY'}), 'authenticationMethod.type'],
		[method({signingAlgorithm: 'PS256'}), 'authenticationMethod.signingAlgorithm'],
		[method({publicKeyInfo: {}}), 'authenticationMethod.publicKeyInfo'],
		[
			method({publicKeyInfo: {...methodOf().publicKeyInfo, jwksUri: 'https://a.example'}}),
			'authenticationMethod.publicKeyInfo',
		],
		[method({publicKeyInfo: {jwksUri: 'http://a.example'}}), 'authenticationMethod.publicKeyInfo.jwksUri'],
		[keys(), 'authenticationMethod.publicKeyInfo.jwks.keys'],
		[keys(unnamed), 'authenticationMethod.publicKeyInfo.jwks.keys.0.kid'],
		[keys(jwkOf(ecKey.privateKey, 'ES256')), 'authenticationMethod.publicKeyInfo.jwks.keys.0'],
	];
	for (const [body, field] of cases) {
		const reply = await call('POST', '/iam/v1/tokens', {session, body});
		assert.equal(reply.status, 400, field);
		assert.equal(textAt(reply.body, 'message'), `Invalid parameter: ${field}.`);
		assert.equal(textAt(reply.body, 'details', 0, 'field'), field);
	}
	const {d = ''} = ecKey.privateKey.export({format: 'jwk'});
	const leaked = await call('POST', '/iam/v1/tokens', {
		session,
		body: keys(jwkOf(ecKey.privateKey, 'ES256')),
	});
	assert.ok(!JSON.stringify(leaked.body).includes(d));
	assert.deepEqual((await call('GET', '/iam/v1/tokens', {session})).body, {tokens: []});
});

test('an update replaces what it names: the name alone, or the whole set of keys', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const path = `/iam/v1/tokens/${await aToken(call, session)}`;
	const {body: before} = await call('GET', path, {session});
	const renamed = await call('PATCH', path, {session, body: {name: 'renamed'}});
	assert.deepEqual(renamed.body, {...Object(before), name: 'renamed'});

	const other = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const keys = [jwkOf(other.publicKey, 'ES256', 'k-2')];
	const replaced = await call('PATCH', path, {
		session,
		body: {authenticationMethod: {publicKeyInfo: {jwks: {keys}}}},
	});
	assert.equal(replaced.status, 200);
	assert.deepEqual(Object(replaced.body).authenticationMethod, methodOf('ES256', ...keys));
	assert.equal(textAt(replaced.body, 'name'), 'renamed');
	assert.equal((await call('PATCH', path, {session, body: {name: 'x'}})).status, 400);
	assert.deepEqual((await call('PATCH', path, {session, body: {}})).body, replaced.body);
});

test('updates of one token at the same time lose nothing', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const path = `/iam/v1/tokens/${await aToken(call, session)}`;
	const keys = [jwkOf(ecKey.publicKey, 'ES256', 'k-new')];
	await Promise.all([
		call('PATCH', path, {session, body: {name: 'new name'}}),
		call('PATCH', path, {session, body: {authenticationMethod: {publicKeyInfo: {jwks: {keys}}}}}),
	]);
	const {body} = await call('GET', path, {session});
	assert.equal(textAt(body, 'name'), 'new name');
	assert.equal(textAt(body, 'authenticationMethod', 'publicKeyInfo', 'jwks', 'keys', 0, 'kid'), 'k-new');
});

test('a deleted token is gone from everywhere, at once and for good', async t => {
	const own = await aSandbox(t);
	const {call} = own;
	const session = await own.signIn();
	const tokenId = await aToken(call, session);
	const path = `/iam/v1/tokens/${tokenId}`;
	await call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	const access = await accessTokenOf(own, tokenId);
	const deleted = await call('DELETE', path, {session});
	assert.deepEqual([deleted.status, deleted.body], [204, '']);
	for (const [method, at] of [
		['GET', path],
		['PATCH', path],
		['DELETE', path],
		['GET', `${path}/projects`],
	] as const) {
		const {status, body} = await call(method, at, {
			session,
			...(method === 'PATCH' && {body: {name: 'again'}}),
		});
		assert.equal(status, 404);
		assert.equal(textAt(body, 'message'), 'Not found: tokenId.');
	}
	const {body: principals} = await call('GET', '/iam/v1/projects/principals', {session});
	assert.ok(!JSON.stringify(principals).includes(tokenId));
	assert.equal((await call('GET', '/iam/v1/sts/whoami', {token: access})).status, 403);
});

test('the projects of a token come with its policy in each', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const tokenId = await aToken(call, session);
	const path = `/iam/v1/tokens/${tokenId}/projects`;
	assert.deepEqual((await call('GET', path, {session})).body, {projects: []});
	const {id, name} = Object((await call('POST', '/api/project', {session, body: {name: 'second'}})).body);
	await call('POST', '/iam/v1/projects/principals', {
		session,
		body: {principalId: tokenId, principalType: 'token'},
	});
	const {body} = await call('GET', path, {session});
	const statement = [
		{principal: [`ari:iam::${id}:token/${tokenId}`], action: [''], resource: [''], effect: 'Allow'},
	];
	assert.deepEqual(body, {projects: [{id, name, policy: {version: '2022-12-15', statement}}]});
});

test('tokens are listed page by page, each once', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const made = await Promise.all(Array.from({length: 7}, async () => aToken(call, session)));
	const seen: string[] = [];
	let query = '?limit=3';
	for (let pages = 1; ; pages += 1) {
		const {status, body} = await call('GET', `/iam/v1/tokens${query}`, {session});
		assert.equal(status, 200);
		const {tokens, lastEvaluatedKey} = Object(body);
		seen.push(...tokens.map((token: unknown) => textAt(token, 'id')));
		if (lastEvaluatedKey === undefined) {
			assert.equal(pages, 3);
			break;
		}
		query = `?limit=3&exclusiveStartKey=${encodeURIComponent(lastEvaluatedKey)}`;
	}
	assert.deepEqual([...seen].sort(), [...made].sort());
	const {body} = await call('GET', '/iam/v1/tokens?limit=3', {session});
	const key = textAt(body, 'lastEvaluatedKey');
	assert.equal((await call('GET', `/iam/v1/projects?exclusiveStartKey=${key}`, {session})).status, 400);
	assert.equal((await call('GET', '/iam/v1/tokens?limit=101', {session})).status, 400);
});

test('an id that is no token’s is not found, whatever it looks like', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	for (const id of [unknownId, 'x', '..', '%2e%2e%2fusers', '%00', 'a'.repeat(500)]) {
		assert.equal((await call('GET', `/iam/v1/tokens/${id}`, {session})).status, 404, id);
	}
});

test('a project-scoped token does nothing at the user’s level', async t => {
	const own = await aSandbox(t);
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	const token = await scopedTokenOf(own, projectId, {session});
	const tokenId = await aToken(own.call, session);
	const calls = [
		['GET', '/iam/v1/tokens'],
		['GET', `/iam/v1/tokens/${tokenId}`],
		['DELETE', `/iam/v1/tokens/${tokenId}`],
		['GET', '/iam/v1/projects'],
		['GET', '/iam/v1/sts/whoami'],
		['POST', '/iam/v1/sts/create-project-scoped-token'],
	] as const;
	for (const [method, path] of calls) {
		const {status, body} = await own.call(method, path, {
			token,
			...(method === 'POST' && {body: {projectId}}),
		});
		assert.equal(status, 403, path);
		assert.equal(textAt(body, 'name'), 'UnauthorizedError');
	}
});
