import assert from 'node:assert/strict';
import {lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import {makeSessionStore} from '../../source/auth/session-store.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'session-store-'));
after(async () => rm(base, {recursive: true, force: true}));

let count = 0;
const aStore = () => {
	count += 1;
	const folder = join(base, String(count), 'nested');
	return {folder, file: join(folder, 'session.json'), store: makeSessionStore(folder)};
};
const session = {id: makeSecret('canary-session'), user: {sub: 'u-1', email: 'someone@example.com'}};

test('a session is kept in a file that only its owner can read, in a folder of the same kind', async () => {
	const {folder, file, store} = aStore();
	assert.deepEqual(await store.save(session), {ok: true, value: {kind: 'file', file}});
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	assert.equal((await stat(folder)).mode & 0o777, 0o700);
	const kept = await store.load();
	assert.deepEqual(kept?.user, session.user);
	assert.equal(kept && reveal(kept.id), 'canary-session');
	assert.deepEqual(await readdir(folder), ['session.json']);
});

test('a later session takes the place of an earlier one, whose file others could read', async () => {
	const {folder, file, store} = aStore();
	await mkdir(folder, {recursive: true});
	await writeFile(file, '{}', {mode: 0o644});
	await store.save(session);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	assert.equal((await store.load())?.user.sub, 'u-1');
});

test('a missing file means signed out', async () => {
	assert.equal(await aStore().store.load(), undefined);
});

test('a file that is damaged anywhere means signed out, and never throws', async () => {
	const {file, store} = aStore();
	await store.save(session);
	const whole = await readFile(file);
	const damage = fc.oneof(
		fc.record({cut: fc.nat({max: whole.length - 2})}),
		fc.record({text: fc.oneof(fc.string(), fc.json())}),
	);
	await fc.assert(
		fc.asyncProperty(damage, async how => {
			await writeFile(file, 'cut' in how ? whole.subarray(0, how.cut) : how.text);
			assert.equal(await store.load(), undefined);
		}),
		{numRuns: 100},
	);
});

test('a symbolic link in the place of the file is neither written through nor read', async () => {
	const {folder, file, store} = aStore();
	await mkdir(folder, {recursive: true});
	const target = join(folder, 'elsewhere');
	await writeFile(target, JSON.stringify({sessionId: 'planted', user: {sub: 'x', email: 'x'}}));
	await symlink(target, file);
	assert.equal(await store.load(), undefined);
	const saved = await store.save(session);
	assert.equal(saved.ok, false);
	assert.equal(saved.error.kind, 'not-written');
	assert.doesNotMatch(await readFile(target, 'utf8'), /canary/);
	assert.equal((await lstat(file)).isSymbolicLink(), true);
});

test('a folder that can not be made is said, without the session', async () => {
	const {store, folder} = aStore();
	await mkdir(join(folder, '..'), {recursive: true});
	await writeFile(folder, 'in the way');
	const saved = await store.save(session);
	assert.equal(saved.ok, false);
	assert.doesNotMatch(JSON.stringify(saved), /canary/);
});

test('clearing removes the file, and is no error when there is none', async () => {
	const {file, store} = aStore();
	await store.save(session);
	assert.deepEqual(await store.clear(), {ok: true, value: undefined});
	await assert.rejects(stat(file), {code: 'ENOENT'});
	assert.deepEqual(await store.clear(), {ok: true, value: undefined});
	assert.equal(await store.load(), undefined);
});
