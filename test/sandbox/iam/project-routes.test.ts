import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aSandbox, textAt} from '../a-sandbox.ts';

const unknownId = '5d1c0000-0000-4000-8000-000000000001';

test('projects are made, read, changed and listed, and the portal sees the same', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const made = await call('POST', '/iam/v1/projects', {
		session,
		body: {name: 'second', description: 'words'},
	});
	assert.equal(made.status, 200);
	const path = `/iam/v1/projects/${textAt(made.body, 'id')}`;
	assert.deepEqual((await call('GET', path, {session})).body, made.body);
	const changed = await call('PATCH', path, {session, body: {identityVerificationEnabled: true}});
	assert.deepEqual(changed.body, {...Object(made.body), identityVerificationEnabled: true});
	const {body: page} = await call('GET', '/iam/v1/projects', {session});
	const {body: list} = await call('GET', '/api/projects', {session});
	const byId = (projects: unknown[]) =>
		[...projects].sort((a, b) => (textAt(a, 'id') < textAt(b, 'id') ? -1 : 1));
	assert.ok(Array.isArray(list));
	assert.deepEqual(Object(page).projects, byId(list));
	assert.equal(list.length, 2);
});

test('a project made through the IAM does not become the active one', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	const {body: active} = await call('GET', '/api/project', {session});
	await call('POST', '/iam/v1/projects', {session, body: {name: 'second'}});
	assert.deepEqual((await call('GET', '/api/project', {session})).body, active);
});

test('ids of no project, and ids that are none, are told apart', async t => {
	const {call, signIn} = await aSandbox(t);
	const session = await signIn();
	assert.equal((await call('GET', `/iam/v1/projects/${unknownId}`, {session})).status, 404);
	assert.equal((await call('GET', '/iam/v1/projects/x', {session})).status, 400);
	assert.equal(
		(await call('PATCH', `/iam/v1/projects/${unknownId}`, {session, body: {name: 'other'}})).status,
		404,
	);
	assert.equal((await call('POST', '/iam/v1/projects', {session, body: {name: ' '}})).status, 400);
});
