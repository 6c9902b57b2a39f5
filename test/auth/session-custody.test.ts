import assert from 'node:assert/strict';
import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {mayUseKeyring} from '../../source/auth/may-use-keyring.ts';
import {readSessionFile} from '../../source/auth/session-file.ts';
import {makeSessionStore} from '../../source/auth/session-store.ts';
import {devEnvironment, prodEnvironment, sandboxEnvironment} from '../../source/config/environments.ts';
import type {SessionStoreChoice} from '../../source/config/stored-settings.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';
import {aKeyring} from '../fixtures/a-keyring.ts';
import {environmentAt} from '../fixtures/environment-at.ts';
import {aSessionStore} from './a-session-store.ts';

const session = {id: makeSecret('canary-session'), user: {sub: 'u-1', email: 'someone@example.com'}};
const other = {id: makeSecret('other-session'), user: {sub: 'u-2', email: 'other@example.com'}};

const aVault = async (t: TestContext, choice: SessionStoreChoice = 'auto') => {
	const ring = aKeyring();
	const vaultOf = (chosen: SessionStoreChoice) => ({
		keyring: ring.keyring,
		account: 'api.portal.affinidi.com',
		choice: chosen,
	});
	const store = await aSessionStore(t, vaultOf(choice));
	return {
		...ring,
		store,
		file: join(store.folder, 'session.json'),
		/** The same, as another run opens it. */
		reopen: (chosen: SessionStoreChoice = choice) => makeSessionStore(store.folder, vaultOf(chosen)),
		exists: async () =>
			stat(join(store.folder, 'session.json')).then(
				() => true,
				() => false,
			),
	};
};

test('with a keyring, the file holds who it is and not the session', async t => {
	const {store, file, reopen, entries} = await aVault(t);
	assert.deepEqual(await store.save(session), {ok: true, value: {kind: 'keyring'}});
	assert.doesNotMatch(await readFile(file, 'utf8'), /canary/);
	assert.deepEqual(readSessionFile(store.folder)?.user, session.user);
	assert.equal(entries.size, 1);
	const kept = await reopen().load();
	assert.equal(kept && reveal(kept.id), 'canary-session');
	assert.deepEqual([kept?.user, reopen().custody()], [session.user, {kind: 'keyring'}]);
});

test('who is signed in is known without the keyring', async t => {
	const {store, calls} = await aVault(t);
	await store.save(session);
	const before = calls();
	assert.deepEqual(store.who(), session.user);
	assert.equal(calls(), before);
});

for (const fault of ['not-installed', 'refuses'] as const) {
	test(`where the keyring ${fault === 'refuses' ? 'refuses' : 'is missing'}, the session is in the file, and why is said`, async t => {
		const {store, breakWith, reopen, file} = await aVault(t);
		breakWith(fault);
		const saved = await store.save(session);
		assert.ok(saved.ok && saved.value.kind === 'file' && saved.value.reason);
		assert.equal((await stat(file)).mode & 0o777, 0o600);
		const kept = await reopen().load();
		assert.equal(kept && reveal(kept.id), 'canary-session');
	});
}

test('a keyring that says nothing costs three seconds and no session', async t => {
	const {store, breakWith, clock, reopen} = await aVault(t);
	breakWith('silent');
	const saving = store.save(session);
	clock.advance(3000);
	const saved = await saving;
	assert.equal(saved.ok && saved.value.kind, 'file');
	assert.equal((await reopen().load())?.user.sub, 'u-1');
});

test('a session in a keyring that does not answer later means signed out', async t => {
	const {store, breakWith, reopen} = await aVault(t);
	await store.save(session);
	breakWith('refuses');
	assert.equal(await reopen().load(), undefined);
});

test('where no file is wanted and there is no keyring, the session is nowhere but in memory, and that is said', async t => {
	const {store, breakWith, exists, reopen} = await aVault(t, 'keyring');
	breakWith('refuses');
	const saved = await store.save(session);
	assert.ok(saved.ok && saved.value.kind === 'memory');
	assert.match(saved.value.reason, /keyring can not be used/);
	assert.deepEqual(store.custody(), saved.value);
	assert.equal(await exists(), false);
	assert.equal(await reopen().load(), undefined);
});

test('a file that was written before none was wanted is moved into the keyring', async t => {
	const {store, file, reopen, entries} = await aVault(t, 'file');
	await store.save(session);
	assert.match(await readFile(file, 'utf8'), /canary/);
	const later = reopen('keyring');
	assert.equal((await later.load())?.user.sub, 'u-1');
	assert.doesNotMatch(await readFile(file, 'utf8'), /canary/);
	assert.deepEqual([later.custody(), entries.size], [{kind: 'keyring'}, 1]);
});

test('where the file is wanted, the keyring is not asked, and what it holds from before is removed', async t => {
	const {store, reopen, entries, calls} = await aVault(t, 'auto');
	await store.save(session);
	const later = reopen('file');
	assert.equal((await later.load())?.user.sub, 'u-1');
	assert.equal((await later.save(session)).ok, true);
	assert.equal(entries.size, 0);
	const before = calls();
	await later.save(session);
	await later.load();
	assert.equal(calls(), before);
});

test('signing out empties file and keyring', async t => {
	const {store, entries, exists} = await aVault(t);
	await store.save(session);
	assert.deepEqual(await store.clear(), {ok: true, value: undefined});
	assert.deepEqual([entries.size, await exists(), store.custody()], [0, false, undefined]);
});

test('an entry of an earlier run goes too, though the file says nothing of it', async t => {
	const {store, entries, file, reopen, breakWith} = await aVault(t);
	await store.save(session);
	await writeFile(file, '{}', {mode: 0o600});
	breakWith(undefined);
	await reopen().clear();
	assert.equal(entries.size, 0);
});

test('a session that the keyring does not let go is said', async t => {
	const {store, breakWith} = await aVault(t);
	await store.save(session);
	breakWith('refuses');
	const cleared = await store.clear();
	assert.equal(!cleared.ok && cleared.error.kind, 'not-removed');
});

test('a session is never taken under the name of another user', async t => {
	const {store, file, reopen} = await aVault(t);
	await store.save(session);
	const name = await readFile(file);
	await store.save(other);
	await writeFile(file, name, {mode: 0o600});
	assert.equal(await reopen().load(), undefined);
});

test('a session of the official CLI stays marked, in the keyring and in the file', async t => {
	for (const choice of ['auto', 'file'] as const) {
		const {store, reopen} = await aVault(t, choice);
		await store.save({...session, from: 'official-cli'});
		assert.equal((await reopen().load())?.from, 'official-cli');
	}
});

test('a file that can not be written leaves nothing in the keyring', async t => {
	const ring = aKeyring();
	const {folder} = await aSessionStore(t);
	await writeFile(join(folder, 'in-the-way'), '');
	const store = makeSessionStore(join(folder, 'in-the-way'), {...ring, account: 'a', choice: 'auto'});
	assert.equal((await store.save(session)).ok, false);
	assert.equal(ring.entries.size, 0);
});

test('only the services that are not of this machine, in the home of the system, may use its keyring', () => {
	assert.equal(mayUseKeyring(prodEnvironment, {}), true);
	assert.equal(mayUseKeyring(devEnvironment, {}), true);
	assert.equal(mayUseKeyring(prodEnvironment, {PAT_TUI_HOME: '/somewhere'}), false);
	assert.equal(mayUseKeyring(sandboxEnvironment, {}), false);
	assert.equal(mayUseKeyring(environmentAt('http://127.0.0.1:2777', false), {}), false);
});
