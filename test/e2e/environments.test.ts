import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import * as v from 'valibot';
import {always, rawServer, replyBytes} from '../api/raw-server.ts';
import {aMachine, type Machine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {aTokenInput} from './a-token-input.ts';
import {press} from './press.ts';
import type {Scope} from './pty.ts';
import {runBuilt} from './run-built.ts';
import {seen} from './whole-screen.ts';

const Operations = v.array(v.object({id: v.string()}));
const SessionFile = v.object({sessionId: v.string()});

const sessionOf = async ({kept}: Machine, origin: string): Promise<string> => {
	const file = join(kept, 'environments', encodeURIComponent(origin), 'session.json');
	return v.parse(SessionFile, JSON.parse(await readFile(file, 'utf8'))).sessionId;
};

const listTokens = ['token', 'list-tokens', '--no-input'];
const at = (origin: string) => ({PAT_TUI_PORTAL_URL: origin});

/** Somebody is signed in at a service, where a token is listed and another one's create was interrupted. */
const aWorkedOnService = async (t: Scope) => {
	const here = await aServedSandbox(t);
	const machine = await aMachine(t);
	const run = async (...args: readonly string[]) => runBuilt(machine, args, at(here.origin));
	assert.equal((await run(...listTokens)).code, 0);
	await here.sendAs(machine, 'POST', '/iam/v1/tokens', aTokenInput('token-of-here'));
	here.interceptWith(async (request, next) =>
		request.method === 'PATCH' ? new Response(null, {status: 503}) : next(request),
	);
	const made = await run('token', 'create-token', '-n', 'begun-here', '-g', '-a', 'ES256', '--no-input');
	assert.equal(made.code, 1, made.stderr);
	here.passOn();
	const {stdout} = await run('operation', 'list', '--json');
	const [operation, ...others] = v.parse(Operations, JSON.parse(stdout));
	assert.ok(operation && others.length === 0, stdout);
	return {here, machine, operationId: operation.id, session: await sessionOf(machine, here.origin)};
};

const {here, machine, operationId, session} = await aWorkedOnService({after});

describe('what belongs to one environment', () => {
	test('is not shown in another, by a command or on the screen, and its session is not sent there', async t => {
		const before = machine.start([], {environment: at(here.origin)});
		await seen(before, 'token-of-here');
		await seen(before, 'stopped in the middle');
		press(before, 'browse.quit');
		await before.exit;

		const there = await aServedSandbox(t);
		const sent: string[] = [];
		there.interceptWith(async (request, next) => {
			sent.push(JSON.stringify([request.url, ...request.headers]) + (await request.clone().text()));
			return next(request);
		});
		const run = async (...args: readonly string[]) => runBuilt(machine, args, at(there.origin));
		const list = await run(...listTokens);
		assert.deepEqual([list.code, list.stdout], [0, '[]\n']);
		assert.doesNotMatch(list.stderr, /interrupted/);
		assert.equal((await run('operation', 'list', '--json')).stdout, '[]\n');
		assert.equal((await run('operation', 'resume', operationId)).code, 1);

		const app = machine.start([], {environment: at(there.origin)});
		await seen(app, 'There is no token yet');
		press(app, 'browse.quit');
		await app.exit;
		assert.doesNotMatch(app.bytes().toString(), /token-of-here|begun-here|in the middle/);

		assert.ok(sent.length > 0);
		assert.notEqual(await sessionOf(machine, there.origin), session);
		for (const each of sent) assert.ok(!each.includes(session), each);
	});

	test('is not sent to a stray address, which is asked by whoever is not signed in', async t => {
		const stray = await rawServer(t, always(401, {}));
		const strays = [
			at(stray.origin),
			// The portal is the right one, but the gateway is not.
			{...at(here.origin), PAT_TUI_API_URL: stray.origin},
		];
		for (const variables of strays) await runBuilt(machine, listTokens, variables);
		const app = machine.start([], {environment: at(stray.origin)});
		await seen(app, `${new URL(stray.origin).host} (override)`);
		app.press('ctrl+c', 'ctrl+c');
		await app.exit;
		assert.ok(stray.requests.length > 0);
		for (const {head, body} of stray.requests) assert.ok(!(head + body).includes(session), head);
	});

	test('does not go along with a redirect', async t => {
		const stray = await rawServer(t, always(200, {}));
		for (const status of [301, 302, 303, 307, 308]) {
			here.interceptWith(async request => {
				const location = request.url.replace(here.origin, stray.origin);
				return new Response(null, {status, headers: {location}});
			});
			const ran = await runBuilt(machine, listTokens, at(here.origin));
			assert.equal(ran.code, 1);
		}
		assert.deepEqual(stray.requests, []);
	});
});

test('a .env file in the working folder is not read, by a command or by the screen', async t => {
	const stray = await rawServer(t, socket => socket.end(replyBytes(200, '{}')));
	const machine = await aMachine(t);
	const lines = [
		`PAT_TUI_PORTAL_URL=${stray.origin}`,
		'PAT_TUI_ENVIRONMENT=local',
		'AFFINIDI_CLI_ENVIRONMENT=local',
		`HTTPS_PROXY=${stray.origin}`,
		`HTTP_PROXY=${stray.origin}`,
	].join('\n');
	await writeFile(join(machine.work, '.env'), lines);
	const served = await aServedSandbox(t);
	const ran = await runBuilt(machine, listTokens, at(served.origin));
	assert.deepEqual([ran.code, ran.stdout], [0, '[]\n'], ran.stderr);
	const app = machine.start();
	await seen(app, 'Try it here, in the sandbox');
	press(app, 'browse.quit');
	await app.exit;
	assert.deepEqual(stray.requests, []);
});

test('a guided setup works where it was told to', async t => {
	const machine = await aMachine(t, at((await aServedSandbox(t)).origin));
	for (const when of ['before', 'after']) {
		const app = machine.start(['setup']);
		await seen(app, '▸ Default Project');
		app.press('ctrl+c', 'ctrl+c');
		await app.exit;
		assert.doesNotMatch(app.bytes().toString(), /Try it here/, `${when} somebody was signed in`);
	}
});

test('the environment that was chosen is found again at the next start, and an override is of its own run alone', async t => {
	const served = await aServedSandbox(t);
	const machine = await aMachine(t);
	const chosen = machine.start(['--environment', 'sandbox']);
	await seen(chosen, 'There is no token yet');
	press(chosen, 'browse.quit');
	await chosen.exit;
	const override = machine.start([], {environment: at(served.origin)});
	await seen(override, `${new URL(served.origin).host} (override)`);
	press(override, 'browse.quit');
	await override.exit;
	const app = machine.start();
	const rows = await seen(app, 'There is no token yet');
	assert.match(rows[0] ?? '', / sandbox /);
});
