// needs: dbus-run-session, gnome-keyring-daemon
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, test} from 'node:test';
import {officialCandidates} from '../../source/auth/official-session.ts';
import {makeSessionStore} from '../../source/auth/session-store.ts';
import {systemClock} from '../../source/system/clock.ts';
import {makeKeyring} from '../../source/system/keyring.ts';
import * as keyringModule from '../../source/system/keyring-module.ts';
import {makeSecret, reveal} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'keyring-'));
const keyring = makeKeyring({load: async () => keyringModule, clock: systemClock});
const session = {id: makeSecret('canary-session'), user: {sub: 'u-1', email: 'someone@example.com'}};
let end = async () => {};

before(async () => {
	const runtime = join(base, 'runtime');
	await mkdir(runtime, {mode: 0o700});
	const keeper = 'printf password | gnome-keyring-daemon --unlock --components=secrets --daemonize';
	const bus = spawn(
		'dbus-run-session',
		['--', 'sh', '-c', `echo "$DBUS_SESSION_BUS_ADDRESS"; ${keeper} >&2; echo; exec cat`],
		{
			stdio: ['pipe', 'pipe', 'ignore'],
			env: {
				PATH: process.env['PATH'],
				HOME: base,
				XDG_RUNTIME_DIR: runtime,
				XDG_DATA_HOME: join(base, 'data'),
			},
		},
	);
	end = async () => {
		const gone = once(bus, 'exit');
		bus.stdin.end();
		await gone;
	};
	const lines = createInterface(bus.stdout)[Symbol.asyncIterator]();
	// The native module reads it when it first speaks to the bus.
	process.env['DBUS_SESSION_BUS_ADDRESS'] = (await lines.next()).value;
	// The keeper goes into the background once it answers.
	await lines.next();
});
after(async () => {
	await end();
	await rm(base, {recursive: true, force: true});
});

test('a real keyring keeps the session over runs, tells environments apart, and lets it go', async () => {
	const open = (account: string) =>
		makeSessionStore(join(base, account), {keyring, account, choice: 'keyring'});
	assert.deepEqual(await open('prod').save(session), {ok: true, value: {kind: 'keyring'}});
	assert.deepEqual(await open('dev').save({...session, id: makeSecret('of-dev')}), {
		ok: true,
		value: {kind: 'keyring'},
	});
	const kept = await open('prod').load();
	assert.equal(kept && reveal(kept.id), 'canary-session');
	assert.doesNotMatch(await readFile(join(base, 'prod', 'session.json'), 'utf8'), /canary/);

	assert.deepEqual(await open('prod').clear(), {ok: true, value: undefined});
	assert.deepEqual(await keyring.get({service: 'pat-tui', account: 'prod'}), {ok: true, value: undefined});
	assert.equal((await open('dev').load())?.user.sub, 'u-1');
});

test('the official CLI’s entry is found in a real keyring, and still there afterwards', async () => {
	const entry = {service: 'sessionID (@affinidi/cli)', account: 'Affinidi'};
	await keyring.set(entry, makeSecret('official'));
	for (let round = 0; round < 2; round++) {
		const found: string[] = [];
		for await (const {id, place} of officialCandidates({home: undefined, keyring}))
			found.push(`${reveal(id)} in ${place}`);
		assert.deepEqual(found, ['official in the keyring of the system']);
	}
});

test('a keyring whose keeper is gone is none', async () => {
	await end();
	end = async () => {};
	const saved = await makeSessionStore(join(base, 'late'), {keyring, account: 'late', choice: 'auto'}).save(
		session,
	);
	assert.ok(saved.ok && saved.value.kind === 'file' && saved.value.reason);
	assert.deepEqual(await readdir(join(base, 'late')), ['session.json']);
});
