import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeService} from '../../source/auth/service.ts';
import type {Session} from '../../source/auth/session-store.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {always} from '../api/raw-server.ts';
import {aKeyring} from '../fixtures/a-keyring.ts';
import {environmentAt} from '../fixtures/environment-at.ts';
import {aPortal} from './a-portal.ts';
import {aSessionStore} from './a-session-store.ts';

const session: Session = {id: makeSecret('session-1'), user: {sub: 'u-1', email: 'someone@example.com'}};

const aSignedIn = async (
	t: Parameters<typeof aPortal>[0],
	{
		kept = session,
		answers = {},
	}: {readonly kept?: Session | undefined; readonly answers?: Parameters<typeof aPortal>[1]} = {},
) => {
	const {origin, clock, paths} = await aPortal(t, answers);
	const ring = aKeyring();
	const sessions = await aSessionStore(t, {keyring: ring.keyring, account: 'a', choice: 'auto'});
	await sessions.save(kept);
	const forgotten: string[] = [];
	const service = makeService({
		environment: environmentAt(origin, false),
		fetch,
		clock,
		random: systemRandom,
		sessions,
		version: '0.0.0',
		forgetUser: async ({sub}) => void forgotten.push(sub),
	});
	return {...ring, sessions, service, forgotten, paths};
};

test('a kept session is signed out of without having been taken up before, and the user’s list goes too', async t => {
	const {service, forgotten, paths, sessions} = await aSignedIn(t);
	assert.deepEqual(await service.signOut(), {service: 'ended'});
	assert.deepEqual(paths(), ['/api/auth/logout']);
	assert.deepEqual([forgotten, await sessions.load()], [['u-1'], undefined]);
});

test('a session that was over already has ended', async t => {
	const {service} = await aSignedIn(t, {answers: {at: {'/api/auth/logout': always(401, {})}}});
	assert.deepEqual(await service.signOut(), {service: 'ended'});
});

test('a service that fails is quoted, and everything is forgotten here all the same', async t => {
	const {service, forgotten, sessions, entries} = await aSignedIn(t, {
		answers: {at: {'/api/auth/logout': always(503, {message: 'Sorry.'})}},
	});
	const {service: said} = await service.signOut();
	assert.equal(typeof said === 'object' && said.error.message, 'Sorry.');
	assert.deepEqual(
		[forgotten, await sessions.load(), entries.size, service.session()],
		[['u-1'], undefined, 0, undefined],
	);
});

test('the official CLI’s session is only forgotten here: the service hears nothing of it', async t => {
	const {service, paths, sessions} = await aSignedIn(t, {kept: {...session, from: 'official-cli'}});
	assert.deepEqual(await service.signOut(), {service: 'left'});
	assert.deepEqual([paths(), await sessions.load()], [[], undefined]);
});

test('where nobody is signed in there is nothing to end', async t => {
	const {service, sessions, paths} = await aSignedIn(t);
	await sessions.clear();
	assert.deepEqual(await service.signOut(), {service: 'nobody'});
	assert.deepEqual(paths(), []);
});

test('a session that the keyring does not let go is said', async t => {
	const {service, breakWith, forgotten} = await aSignedIn(t);
	await service.restore();
	breakWith('refuses');
	const {service: ended, leftBehind} = await service.signOut();
	assert.equal(ended, 'ended');
	assert.match(leftBehind ?? '', /keyring can not be used/);
	assert.deepEqual(forgotten, ['u-1']);
});
