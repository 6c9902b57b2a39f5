import assert from 'node:assert/strict';
import {access, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {type Environment, sandboxEnvironment} from '../../source/config/environments.ts';
import {serviceFetch} from '../../source/config/service-fetch.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {always, rawServer} from '../api/raw-server.ts';
import {environmentAt} from '../fixtures/environment-at.ts';
import {textOf} from '../fixtures/text-of.ts';

const base = await mkdtemp(join(tmpdir(), 'service-fetch-'));
after(async () => rm(base, {recursive: true, force: true}));

const neverFetch: typeof fetch = async () => {
	throw new Error('the network was used');
};

const fetchOf = (environment: Environment, sandboxFolder: string, network = neverFetch) =>
	serviceFetch(environment, {fetch: network, clock: systemClock, random: systemRandom, sandboxFolder});

test('the sandbox is mounted at the first request, in this process, and the network is not used', async () => {
	const folder = join(base, 'sandbox');
	const reach = fetchOf(sandboxEnvironment, folder);
	await assert.rejects(access(folder), {code: 'ENOENT'});
	const response = await reach(`${sandboxEnvironment.portalUrl}/iam/.well-known/jwks.json`);
	assert.equal(response.status, 200);
	await access(folder);
	const refused = await reach(`${sandboxEnvironment.portalUrl}/api/whoami`, {
		headers: {cookie: 'portal-session-local=x'},
	});
	assert.equal(refused.status, 401);
});

test('requests that come together at the start reach one sandbox', async () => {
	const reach = fetchOf(sandboxEnvironment, join(base, 'together'));
	const kids = await Promise.all(
		[1, 2, 3].map(async () =>
			textOf(await reach(`${sandboxEnvironment.portalUrl}/iam/.well-known/jwks.json`)),
		),
	);
	assert.equal(new Set(kids).size, 1);
});

test('any other environment is reached over the network', async t => {
	const server = await rawServer(t, always(200, {}));
	const reach = fetchOf(environmentAt(server.origin, false), join(base, 'unused'), fetch);
	assert.equal((await reach(`${server.origin}/x`)).status, 200);
	assert.equal(server.requests.length, 1);
});
