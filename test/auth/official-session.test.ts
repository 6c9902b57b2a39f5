import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import {officialCandidates} from '../../source/auth/official-session.ts';
import {makeService} from '../../source/auth/service.ts';
import {
	devEnvironment,
	type Environment,
	findEnvironment,
	prodEnvironment,
} from '../../source/config/environments.ts';
import {systemRandom} from '../../source/system/random.ts';
import {reveal} from '../../source/text/secret.ts';
import {always} from '../api/raw-server.ts';
import {aKeyring} from '../fixtures/a-keyring.ts';
import {aPortal} from './a-portal.ts';
import {aSessionStore} from './a-session-store.ts';

const pair = {service: 'sessionID (@affinidi/cli)', account: 'Affinidi'};

/** A home in which the official CLI may have signed in. */
const aHome = async (t: TestContext) => {
	const home = await mkdtemp(join(tmpdir(), 'official-'));
	t.after(async () => rm(home, {recursive: true, force: true}));
	await mkdir(join(home, '.affinidi'));
	const file = join(home, '.affinidi', 'credentials-v2.json');
	const ring = aKeyring();
	return {
		...ring,
		home,
		file,
		write: async (text: string) => writeFile(file, text),
		found: async () => {
			const all: string[] = [];
			for await (const {id, place} of officialCandidates({home, keyring: ring.keyring}))
				all.push(`${reveal(id)} in ${place}`);
			return all;
		},
	};
};

/** Affinidi's own service, as the official CLI left its session there: only `good` is taken. */
const aService = async (t: TestContext, environment: Environment = prodEnvironment, good = 'good') => {
	const at = await aHome(t);
	const portal = await aPortal(t, {
		at: {
			'/api/whoami': (socket, request, count) =>
				(request.head.includes(`${environment.cookieName}=${good}\r\n`)
					? always(200, {sub: 'u-1', email: 'someone@example.com'})
					: always(401, {}))(socket, request, count),
		},
	});
	const sessions = await aSessionStore(t);
	const service = makeService({
		environment,
		// The service's own address, which no test may reach, leads to this machine.
		fetch: async (input, init) => fetch(String(input).replace(environment.portalUrl, portal.origin), init),
		clock: portal.clock,
		random: systemRandom,
		sessions,
		version: '0.0.0',
		officialCandidates: () => officialCandidates(at),
	});
	return {...at, ...portal, sessions, service};
};

test('the session is found in the file and in the keyring, each once', async t => {
	const {found, write, put} = await aHome(t);
	assert.deepEqual(await found(), []);
	await write('{\n\t"sessionId": "a"\n}');
	put(pair, 'b');
	put({...pair, place: 'kernel'}, 'a');
	assert.deepEqual(await found(), ['a in ~/.affinidi/credentials-v2.json', 'b in the keyring of the system']);
});

test('without a home, or with one that depends on where one stands, only the keyring is asked', async t => {
	const {keyring, put} = await aHome(t);
	put(pair, 'b');
	for (const home of [undefined, '', 'relative']) {
		const all = officialCandidates({home, keyring});
		assert.equal((await all.next()).value?.place, 'the keyring of the system');
	}
});

test('whatever stands in the file, nothing is found but a session that a cookie can carry', async t => {
	const {found, write} = await aHome(t);
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc.string().map(sessionId => JSON.stringify({sessionId})),
			),
			async text => {
				await write(text);
				for (const each of await found()) assert.match(each, /^[!-~]+ in /);
			},
		),
		{numRuns: 100},
	);
});

for (const [what, spoil] of [
	['others can write', async (file: string) => chmod(file, 0o622)],
	[
		'is a link',
		async (file: string) => {
			await writeFile(`${file}.other`, '{"sessionId":"a"}');
			await rm(file);
			await symlink(`${file}.other`, file);
		},
	],
	[
		'is far too large',
		async (file: string) => writeFile(file, `{"sessionId":"a","x":"${'x'.repeat(70_000)}"}`),
	],
] as const) {
	test(`a file that ${what} is not read`, async t => {
		const {found, write, file} = await aHome(t);
		await write('{"sessionId":"a"}');
		assert.equal((await found()).length, 1);
		await spoil(file);
		assert.deepEqual(await found(), []);
	});
}

for (const environment of [prodEnvironment, devEnvironment]) {
	test(`a session that ${environment.name} still takes is offered, with whose it is and where it was`, async t => {
		const {service, write, sessions} = await aService(t, environment);
		await write('{"sessionId":"good"}');
		const found = await service.findOfficialSession();
		assert.deepEqual(
			[found?.user.email, found?.place, found?.from],
			['someone@example.com', '~/.affinidi/credentials-v2.json', 'official-cli'],
		);
		assert.equal(service.session(), undefined);
		assert.equal(await sessions.load(), undefined);
	});
}

test('a session that is over is not offered, but the next one is tried', async t => {
	const {service, write, put} = await aService(t);
	await write('{"sessionId":"over"}');
	assert.equal(await service.findOfficialSession(), undefined);
	put(pair, 'good');
	assert.equal((await service.findOfficialSession())?.place, 'the keyring of the system');
});

test('no other environment is ever shown it, not even one with the same address', async t => {
	const override = findEnvironment(undefined, {
		PAT_TUI_PORTAL_URL: prodEnvironment.portalUrl,
		PAT_TUI_API_URL: prodEnvironment.apiUrl,
		PAT_TUI_TOKEN_ENDPOINT: prodEnvironment.tokenEndpoint,
	});
	const local = findEnvironment('local', {});
	assert.ok(override.ok && override.value && local.ok && local.value);
	for (const environment of [override.value, local.value]) {
		const {service, write, paths} = await aService(t, environment);
		await write('{"sessionId":"good"}');
		assert.equal(await service.findOfficialSession(), undefined);
		assert.deepEqual(paths(), []);
	}
});

test('an adopted session is used and kept, marked, and the official CLI’s own file stays as it is', async t => {
	const {service, write, file, sessions} = await aService(t);
	const text = '{\n\t"sessionId": "good"\n}';
	await write(text);
	const found = await service.findOfficialSession();
	assert.ok(found);
	await service.adopt(found);
	assert.equal(service.session()?.from, 'official-cli');
	assert.equal((await service.portal.whoami()).ok, true);
	assert.equal((await sessions.load())?.from, 'official-cli');
	assert.deepEqual(await service.signOut(), {service: 'left'});
	assert.equal(await readFile(file, 'utf8'), text);
});
