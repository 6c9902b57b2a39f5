import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {makeIam} from '../../source/api/iam.ts';
import {allPages} from '../../source/api/pages.ts';
import {makePortal} from '../../source/api/portal.ts';
import {anHttp, aSession} from './an-http.ts';
import {always, type Respond, rawServer} from './raw-server.ts';

const clientsOf = async (t: TestContext, respond: Respond) => {
	const server = await rawServer(t, respond);
	const {http} = anHttp();
	const session = aSession();
	return {
		requests: server.requests,
		iam: makeIam(http, `${server.origin}/iam`, session),
		portal: makePortal(http, server.origin, session),
	};
};

test('an odd record among the projects of a token is a row, not the end of the list', async t => {
	const policy = {
		version: '2022-12-15',
		statement: [{principal: ['p'], action: ['*'], resource: ['*'], effect: 'Allow'}],
	};
	const {iam} = await clientsOf(
		t,
		always(200, {
			projects: [{id: 'p-1', name: 'One', policy}, {name: 'No id'}, 7, {id: 'p-2', policy: 'odd'}],
		}),
	);
	const result = await allPages(iam.listProjectsOfToken('t-1'));
	assert.equal(result.ok, true);
	assert.deepEqual(
		result.value.map(({id, name, policy: found}) => [id, name, found?.statement.length]),
		[
			['p-1', 'One', 1],
			['', 'No id', undefined],
			['', '', undefined],
			['p-2', '', undefined],
		],
	);
});

test('an odd record among the projects of a user is a row, not the end of the list', async t => {
	const {portal} = await clientsOf(t, always(200, [{id: 'p-1', name: 'One'}, {name: 'No id'}, null]));
	const result = await portal.listProjects();
	assert.equal(result.ok, true);
	assert.deepEqual(
		result.value.value.map(({id}) => id),
		['p-1', '', ''],
	);
});

test('an id from the service can not leave its place in a path', async t => {
	const {iam, requests} = await clientsOf(t, always(404, {}));
	await iam.getToken('../projects?x=1#y');
	await iam.removePrincipal({id: 'a/b', type: 'token'});
	const lines = requests.map(({head}) => head.split('\r\n')[0]);
	assert.deepEqual(lines, [
		'GET /iam/v1/tokens/..%2Fprojects%3Fx%3D1%23y HTTP/1.1',
		'DELETE /iam/v1/projects/principals/a%2Fb?principalType=token HTTP/1.1',
	]);
});

test('a page key is passed back as it came', async t => {
	const key = 'a+b/c=&d';
	const {iam, requests} = await clientsOf(t, (socket, request, count) =>
		always(200, {tokens: [], ...(count === 1 && {lastEvaluatedKey: key})})(socket, request, count),
	);
	const result = await allPages(iam.listTokens());
	assert.deepEqual(result, {ok: true, value: []});
	const query = new URL(requests[1]?.head.split(' ')[1] ?? '', 'http://x').searchParams;
	assert.deepEqual([query.get('exclusiveStartKey'), query.get('limit')], [key, '100']);
});

test('a 404 that is a page of something in between is not the word of the service', async t => {
	const {iam} = await clientsOf(t, always(404, '<html>Not here</html>'));
	const result = await iam.getToken('t-1');
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'unreadable');
});

test('the session id of an approved sign-in is asked for once only', async t => {
	const {portal, requests} = await clientsOf(t, always(503, {}));
	const result = await portal.sessionId('a-state');
	assert.equal(result.ok, false);
	assert.equal(requests.length, 1);
});
