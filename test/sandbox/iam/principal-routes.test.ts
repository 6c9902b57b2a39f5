import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ASandbox, aSandbox, aToken, textAt} from '../a-sandbox.ts';
import {accessTokenOf, scopedTokenOf} from '../an-assertion.ts';

const unknownId = '5d1c0000-0000-4000-8000-000000000001';
const principals = '/iam/v1/projects/principals';

const anOwner = async (own: ASandbox) => {
	const session = await own.signIn();
	const projectId = textAt((await own.call('GET', '/api/project', {session})).body, 'id');
	const sub = textAt((await own.call('GET', '/api/whoami', {session})).body, 'sub');
	return {session, projectId, sub};
};

const aPolicy = (
	projectId: string,
	tokenId: string,
	action: readonly string[],
	resource = [`*:${projectId}:*`],
) => ({
	version: '2022-12-15',
	statement: [{principal: [`ari:iam::${projectId}:token/${tokenId}`], action, resource, effect: 'Allow'}],
});

/** A token in the active project that may do the actions there, and its project-scoped token. */
const aMachine = async (own: ASandbox, session: string, projectId: string, action: readonly string[]) => {
	const tokenId = await aToken(own.call, session);
	await own.call('POST', principals, {session, body: {principalId: tokenId, principalType: 'token'}});
	await own.call('PUT', `/iam/v1/policies/principals/${tokenId}?principalType=token`, {
		session,
		body: aPolicy(projectId, tokenId, action),
	});
	const scoped = await scopedTokenOf(own, projectId, {token: await accessTokenOf(own, tokenId)});
	return {tokenId, scoped};
};

test('a new principal, known or not, is in the project with a policy that allows nothing', async t => {
	const own = await aSandbox(t);
	const {session, projectId, sub} = await anOwner(own);
	const added = await own.call('POST', principals, {
		session,
		body: {principalId: unknownId, principalType: 'token'},
	});
	assert.deepEqual([added.status, added.body], [204, '']);
	const policy = await own.call('GET', `/iam/v1/policies/principals/${unknownId}?principalType=token`, {
		session,
	});
	assert.equal(policy.status, 200);
	assert.deepEqual(policy.body, aPolicy(projectId, unknownId, [''], ['']));
	const {body} = await own.call('GET', principals, {session});
	const records: unknown[] = Object(body).records;
	assert.deepEqual(
		records.map(record => textAt(record, 'principalId')),
		[`token/${unknownId}`, `user/${sub}`],
	);
});

test('adding a principal again leaves its policy as it is', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	const path = `/iam/v1/policies/principals/${unknownId}?principalType=token`;
	const body = {principalId: unknownId, principalType: 'token'};
	await own.call('POST', principals, {session, body});
	const policy = aPolicy(projectId, unknownId, ['cwe:listWallets']);
	assert.deepEqual((await own.call('PUT', path, {session, body: policy})).body, policy);
	assert.equal((await own.call('POST', principals, {session, body})).status, 204);
	assert.deepEqual((await own.call('GET', path, {session})).body, policy);
});

test('who is not in the project has no policy to read, to change or to be removed', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	const path = `/iam/v1/policies/principals/${unknownId}?principalType=token`;
	assert.equal((await own.call('GET', path, {session})).status, 404);
	const put = await own.call('PUT', path, {session, body: aPolicy(projectId, unknownId, ['*'])});
	assert.equal(put.status, 400);
	assert.equal(
		(await own.call('DELETE', `${principals}/${unknownId}?principalType=token`, {session})).status,
		404,
	);
});

test('a removed principal is out, and comes back without its old rights', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	const {tokenId, scoped} = await aMachine(own, session, projectId, ['*']);
	assert.equal((await own.call('GET', '/cwe/v1/wallets', {token: scoped})).status, 200);
	const removed = await own.call('DELETE', `${principals}/${tokenId}?principalType=token`, {session});
	assert.deepEqual([removed.status, removed.body], [204, '']);
	assert.equal((await own.call('GET', '/cwe/v1/wallets', {token: scoped})).status, 403);
	await own.call('POST', principals, {session, body: {principalId: tokenId, principalType: 'token'}});
	const again = await own.call('GET', '/cwe/v1/wallets', {token: scoped});
	assert.equal(textAt(again.body, 'name'), 'ActionForbiddenError');
});

test('nobody removes themselves', async t => {
	const own = await aSandbox(t);
	const {session, projectId, sub} = await anOwner(own);
	const {tokenId, scoped} = await aMachine(own, session, projectId, ['*']);
	const user = await own.call('DELETE', `${principals}/${sub}?principalType=user`, {session});
	assert.equal(user.status, 409);
	assert.equal(textAt(user.body, 'name'), 'PrincipalCannotBeDeletedError');
	const machine = await own.call('DELETE', `${principals}/${tokenId}?principalType=token`, {token: scoped});
	assert.equal(machine.status, 409);
});

test('ids that are no UUID and types that are none are refused', async t => {
	const own = await aSandbox(t);
	const {session} = await anOwner(own);
	for (const body of [
		{principalId: 'x', principalType: 'token'},
		{principalId: unknownId},
		{principalId: `token/${unknownId}`, principalType: 'token'},
		{principalId: unknownId, principalType: 'group'},
	]) {
		assert.equal((await own.call('POST', principals, {session, body})).status, 400);
	}
	for (const query of ['', '?principalType=', '?principalType=group']) {
		assert.equal((await own.call('DELETE', `${principals}/${unknownId}${query}`, {session})).status, 400);
		assert.equal(
			(await own.call('GET', `/iam/v1/policies/principals/${unknownId}${query}`, {session})).status,
			400,
		);
	}
});

test('a policy that breaks a rule is refused, and the old one stays', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	await own.call('POST', principals, {session, body: {principalId: unknownId, principalType: 'token'}});
	const path = `/iam/v1/policies/principals/${unknownId}?principalType=token`;
	const good = aPolicy(projectId, unknownId, ['*']);
	const [statement] = good.statement;
	const bad = [
		{},
		{version: '2022-12-15'},
		{...good, version: '2020-01-01'},
		{...good, statement: []},
		{...good, statement: [{...statement, effect: 'Deny'}]},
		{...good, statement: [{...statement, action: []}]},
		{...good, statement: [{...statement, principal: []}]},
		{...good, statement: [{...statement, resource: 'x'}]},
		{...good, statement: [{...statement, action: ['x'.repeat(2001)]}]},
	];
	for (const body of bad) assert.equal((await own.call('PUT', path, {session, body})).status, 400);
	assert.deepEqual((await own.call('GET', path, {session})).body, aPolicy(projectId, unknownId, [''], ['']));
});

test('with the session it is the active project that is acted on, with a token it is the token’s', async t => {
	const own = await aSandbox(t);
	const {session, projectId: first} = await anOwner(own);
	const scoped = await scopedTokenOf(own, first, {session});
	const second = textAt(
		(await own.call('POST', '/api/project', {session, body: {name: 'second'}})).body,
		'id',
	);
	const tokenId = await aToken(own.call, session);
	const body = {principalId: tokenId, principalType: 'token'};
	const projectsOf = async () => {
		const {body: reply} = await own.call('GET', `/iam/v1/tokens/${tokenId}/projects`, {session});
		return Object(reply)
			.projects.map((project: unknown) => textAt(project, 'id'))
			.sort();
	};
	await own.call('POST', principals, {token: `Bearer ${scoped}`, body});
	assert.deepEqual(await projectsOf(), [first]);
	await own.call('POST', principals, {session, body});
	assert.deepEqual(await projectsOf(), [first, second].sort());
	await own.call('DELETE', `${principals}/${tokenId}?principalType=token`, {token: scoped});
	assert.deepEqual(await projectsOf(), [second]);
});

test('a machine may do to principals what its policy allows, and nothing else', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	const {scoped: token} = await aMachine(own, session, projectId, ['iam:listPrincipalsOfProject']);
	assert.equal((await own.call('GET', principals, {token})).status, 200);
	const added = await own.call('POST', principals, {
		token,
		body: {principalId: unknownId, principalType: 'token'},
	});
	assert.equal(added.status, 403);
	assert.equal(textAt(added.body, 'name'), 'ActionForbiddenError');
	const path = `/iam/v1/policies/principals/${unknownId}?principalType=token`;
	assert.equal((await own.call('GET', path, {token})).status, 403);
	assert.equal(
		(await own.call('PUT', path, {token, body: aPolicy(projectId, unknownId, ['*'])})).status,
		403,
	);
	assert.equal(
		(await own.call('DELETE', `${principals}/${unknownId}?principalType=token`, {token})).status,
		403,
	);
});

test('an access token acts in no project', async t => {
	const own = await aSandbox(t);
	const {session, projectId} = await anOwner(own);
	const {tokenId} = await aMachine(own, session, projectId, ['*']);
	const token = await accessTokenOf(own, tokenId);
	for (const path of [principals, '/cwe/v1/wallets']) {
		const {status, body} = await own.call('GET', path, {token});
		assert.equal(status, 403);
		assert.equal(textAt(body, 'name'), 'UnauthorizedError');
	}
});

test('principals are listed page by page', async t => {
	const own = await aSandbox(t);
	const {session} = await anOwner(own);
	await own.call('POST', principals, {session, body: {principalId: unknownId, principalType: 'token'}});
	const first = await own.call('GET', `${principals}?limit=1`, {session});
	const key = textAt(first.body, 'lastEvaluatedKey');
	const second = await own.call('GET', `${principals}?limit=1&exclusiveStartKey=${key}`, {session});
	assert.equal(Object(second.body).lastEvaluatedKey, undefined);
	assert.notEqual(
		textAt(first.body, 'records', 0, 'principalId'),
		textAt(second.body, 'records', 0, 'principalId'),
	);
});
