import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aSandbox, textAt} from '../a-sandbox.ts';

const unknownId = '5d1c0000-0000-4000-8000-000000000001';

test('whoami says who, which projects, and when the session ends', async t => {
	const {call, clock, signIn} = await aSandbox(t);
	const {status, body} = await call('GET', '/api/whoami', {session: await signIn()});
	assert.equal(status, 200);
	assert.match(textAt(body, 'sub'), /^[0-9a-f-]{36}$/);
	assert.equal(textAt(body, 'email'), 'developer@sandbox.example');
	assert.ok(textAt(body, 'projects', 0, 'id'));
	const iat = clock.now() / 1000;
	assert.deepEqual(Reflect.get(Object(body), 'token'), {iat, exp: iat + 86_400});
});

test('a new project is replied whole and becomes the active one', async t => {
	const {call, clock, signIn} = await aSandbox(t);
	const session = await signIn();
	const created = await call('POST', '/api/project', {
		session,
		body: {name: 'Shop 2', description: 'for the shop'},
	});
	assert.equal(created.status, 200);
	const {id, ownerId, ...rest} = Object(created.body);
	const time = new Date(clock.now()).toISOString().slice(0, 19);
	assert.deepEqual(rest, {
		name: 'Shop 2',
		description: 'for the shop',
		identityVerificationEnabled: false,
		createdAt: time,
		updatedAt: time,
	});
	assert.equal(ownerId, textAt((await call('GET', '/api/whoami', {session})).body, 'sub'));
	assert.deepEqual((await call('GET', '/api/project', {session})).body, created.body);
	const list = await call('GET', '/api/projects', {session});
	assert.ok(Array.isArray(list.body) && list.body.some(project => project.id === id));
});

test('a project’s name follows the service’s rule', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	for (const name of ['a', 'ends in a space ', '-dash first', 'x'.repeat(101), 'ümlaut', '', 5, null]) {
		const {status, body} = await call('POST', '/api/project', {session, body: {name}});
		assert.equal(status, 400, String(name));
		assert.equal(textAt(body, 'message'), 'Invalid parameter: name.');
		assert.equal(textAt(body, 'details', 0, 'field'), 'name');
	}
	for (const name of ['ab', 'x'.repeat(100), '9 lives_of.a-cat']) {
		assert.equal((await call('POST', '/api/project', {session, body: {name}})).status, 200, name);
	}
});

test('the eleventh project is refused, however many are asked for at once, and the stats name the limit', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const replies = await Promise.all(
		Array.from({length: 14}, async (_, index) =>
			call('POST', '/api/project', {session, body: {name: `project ${index}`}}),
		),
	);
	assert.equal(replies.filter(({status}) => status === 200).length, 9);
	const refused = replies.find(({status}) => status !== 200);
	assert.equal(textAt(refused?.body, 'errorCodeStr'), 'ProjectCreation');
	assert.match(textAt(refused?.body, 'message'), /10 projects/);
	assert.ok(textAt(refused?.body, 'traceId'));
	const {body} = await call('GET', '/api/project', {session});
	const stats = await call('GET', `/api/stats/${textAt(body, 'id')}`, {session});
	assert.equal(stats.status, 200);
	assert.deepEqual(Object(stats.body).projects[0].limits, [
		{resourceId: 'iam.resource.Projects', initialValue: 10, value: 0, creditCost: 0},
	]);
});

test('an update changes what it names and leaves the rest', async t => {
	const {call, clock, signIn} = await aSandbox(t);
	const session = await signIn();
	const {body: project} = await call('GET', '/api/project', {session});
	clock.advance(5000);
	const {status, body} = await call('PATCH', `/api/project/${textAt(project, 'id')}`, {
		session,
		body: {description: 'new'},
	});
	assert.equal(status, 200);
	const updatedAt = new Date(clock.now()).toISOString().slice(0, 19);
	assert.deepEqual(body, {...Object(project), description: 'new', updatedAt});
	assert.equal((await call('PATCH', '/api/project/nothing', {session, body: {name: 'other'}})).status, 400);
	assert.equal(
		(await call('PATCH', `/api/project/${unknownId}`, {session, body: {name: 'other'}})).status,
		404,
	);
});

test('the active project is the session’s: another terminal on it sees the switch, another session doesn’t', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const first = textAt((await call('GET', '/api/project', {session})).body, 'id');
	const second = textAt((await call('POST', '/api/project', {session, body: {name: 'second'}})).body, 'id');
	const other = await signIn();
	const selected = await call('POST', '/api/projects/active', {session, body: {projectId: second}});
	assert.deepEqual(selected.body, {projectId: second});
	assert.equal(textAt((await call('GET', '/api/project', {session})).body, 'id'), second);
	assert.equal(textAt((await call('GET', '/api/project', {session: other})).body, 'id'), first);
});

test('only a project there is can be made active', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	assert.equal(
		(await call('POST', '/api/projects/active', {session, body: {projectId: unknownId}})).status,
		404,
	);
	for (const body of [{projectId: 'x'}, {}, [], 'no json', '']) {
		const reply = await call('POST', '/api/projects/active', {session, body});
		assert.equal(reply.status, 400);
		assert.equal(textAt(reply.body, 'name'), 'InvalidParameterError');
	}
});

test('after signing out the session is nobody’s, and the user’s other session lives on', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const other = await signIn();
	assert.equal((await call('POST', '/api/auth/logout', {session, body: {}})).status, 200);
	assert.equal((await call('GET', '/api/whoami', {session})).status, 401);
	assert.equal((await call('POST', '/api/auth/logout', {session, body: {}})).status, 401);
	assert.equal((await call('GET', '/api/whoami', {session: other})).status, 200);
});
