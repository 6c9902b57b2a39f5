import assert from 'node:assert/strict';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {prodEnvironment} from '../../../source/config/environments.ts';
import {aServedSandbox} from '../../fixtures/a-served-sandbox.ts';
import {aMachine} from '../a-machine.ts';

test('`whoami` prints the reply as it came for scripts, and who, where and how kept for a person', async t => {
	const machine = await aMachine(t);
	const {origin, variables, interceptWith} = await aServedSandbox(t);
	const reply = {sub: 'u-1', email: 'some\u001B[2Jbody@example.com', more: {things: [1, 2]}};
	interceptWith(async (request, next) =>
		new URL(request.url).pathname === '/api/whoami' ? Response.json(reply) : next(request),
	);
	for (const argv of [['whoami'], ['whoami', '--json']]) {
		const ran = await machine.run(argv, {variables});
		assert.equal(ran.code, 0, ran.stderr);
		assert.deepEqual(JSON.parse(ran.stdout), reply);
		assert.ok(!ran.stdout.includes('\u001B'));
	}
	const {stdout} = await machine.run(['whoami'], {variables, columns: 200});
	assert.match(stdout, /^User +some\uFFFD\[2Jbody@example\.com$/m);
	assert.match(stdout, /^User id +u-1$/m);
	assert.match(stdout, new RegExp(`^Environment +localhost:\\d+ \\(override\\), ${origin}$`, 'm'));
	assert.match(stdout, /^Session +in \/.*\/session\.json, readable by you alone/m);
});

test('the session of the official CLI is offered at a terminal, used, and left as it is at the end', async t => {
	const machine = await aMachine(t);
	const served = await aServedSandbox(t);
	// Somebody signs in with the official CLI: a session of the same service, in its own file.
	const started = await machine.run(['start'], {variables: served.variables});
	assert.equal(started.code, 0, started.stderr);
	const kept = join(machine.home, 'data', 'environments', encodeURIComponent(served.origin), 'session.json');
	const {sessionId} = JSON.parse(await readFile(kept, 'utf8'));
	const official = join(machine.home, '.affinidi', 'credentials-v2.json');
	await mkdir(join(machine.home, '.affinidi'));
	await writeFile(official, JSON.stringify({sessionId}), {mode: 0o600});
	const requests: string[] = [];
	const options = {
		variables: {PAT_TUI_ENVIRONMENT: 'prod'},
		// Affinidi's own address, which no test may reach, leads to this machine.
		fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
			const url = String(input);
			assert.ok(url.startsWith(prodEnvironment.portalUrl), url);
			requests.push(new URL(url).pathname);
			return fetch(url.replace(prodEnvironment.portalUrl, served.origin), init);
		},
	};
	const script = await machine.run(['whoami'], options);
	assert.equal(script.code, 1);
	assert.equal(requests.length, 0);
	const ran = await machine.run(['whoami'], {
		...options,
		columns: 200,
		answers: [['Use that session? [Y/n]', '']],
	});
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(ran.stderr, /signed in as .*@.* \(~\/\.affinidi\/credentials-v2\.json\)/);
	assert.match(ran.stdout, /^Session .*the official CLI has it too$/m);
	const stopped = await machine.run(['stop'], options);
	assert.match(stopped.stderr, /the official CLI stays signed in/);
	assert.equal(requests.includes('/api/auth/logout'), false);
	assert.deepEqual(JSON.parse(await readFile(official, 'utf8')), {sessionId});
});
