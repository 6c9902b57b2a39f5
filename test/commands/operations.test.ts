import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {after, beforeEach, describe, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const service = await aServedSandbox({after});
const {variables} = service;
const inService = async (...argv: readonly string[]) => machine.run(argv, {variables});
const json = async (...argv: readonly string[]) => JSON.parse((await inService(...argv)).stdout);
const create = ['token', 'create-token', '-n', 'broken token', '-g', '-a', 'ES256', '-w', '--json'];

/** Breaks the connection after the first request of this kind took effect, and everything after it. */
const breakAfter = (method: string, path: RegExp) => {
	let isBroken = false;
	service.interceptWith(async (request, next) => {
		if (isBroken) throw new Error('broken');
		const response = await next(request);
		if (request.method === method && path.test(new URL(request.url).pathname)) {
			isBroken = true;
			throw new Error('broken');
		}
		return response;
	});
};

describe('an operation that was interrupted', () => {
	beforeEach(async () => {
		service.passOn();
		for (const {id} of await json('token', 'list-tokens'))
			await inService('token', 'delete-token', '-i', id, '--remove-key');
		assert.deepEqual(await json('operation', 'list'), []);
	});

	const interrupt = async () => {
		breakAfter('POST', /\/v1\/tokens$/);
		const ran = await inService(...create);
		service.passOn();
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		const {error} = JSON.parse(ran.stderr);
		const id: string = /operation resume (\S+)`/.exec(error.hint)?.[1] ?? '';
		assert.match(error.hint, new RegExp(`operation undo ${id}`));
		return id;
	};

	test('is listed, mentioned by other commands, and resumed to the one token that was asked for', async () => {
		const id = await interrupt();
		const [open] = await json('operation', 'list');
		assert.deepEqual(
			[open.id, open.kind, open.status, open.name],
			[id, 'create-token', 'interrupted', 'broken token'],
		);
		const listing = await inService('token', 'list-tokens');
		assert.match(listing.stderr, /^1 operation was interrupted: pat-tui operation list$/m);
		const resumed = await inService('operation', 'resume', id.slice(0, 8), '--json');
		assert.equal(resumed.code, 0, resumed.stderr);
		const made = JSON.parse(resumed.stdout);
		assert.deepEqual([made.name, made.keyId, made.projectIds.length], ['broken token', made.id, 1]);
		assert.deepEqual(
			(await json('token', 'list-tokens')).map((token: {id: string}) => token.id),
			[made.id],
		);
		assert.equal((await json('token', 'try', '-i', made.id)).outcome, 'works');
		assert.deepEqual(await json('operation', 'list'), []);
		assert.equal((await json('operation', 'list', '--all')).at(-1).status, 'finished');
	});

	test('is undone, token and key', async () => {
		const id = await interrupt();
		const undone = await inService('operation', 'undo', id);
		assert.equal(undone.code, 0, undone.stderr);
		assert.deepEqual([JSON.parse(undone.stdout).id, JSON.parse(undone.stdout).outcome], [id, 'undone']);
		assert.deepEqual(await json('token', 'list-tokens'), []);
		assert.deepEqual(await json('key', 'list'), []);
		const again = await inService('operation', 'undo', id, '--json');
		assert.equal(again.code, 1);
		assert.equal(JSON.parse(again.stderr).error.kind, 'over');
	});

	test('of a delete is resumed; undone it can not be', async () => {
		const {id} = await machine.makeToken('deleted token', [], {variables});
		breakAfter('DELETE', /\/v1\/tokens\//);
		const ran = await inService('token', 'delete-token', '-i', id, '--remove-key', '--json');
		service.passOn();
		assert.deepEqual([ran.code, ran.stdout], [1, '']);
		const [open] = await json('operation', 'list');
		assert.deepEqual([open.kind, open.tokenId], ['delete-token', id]);
		const undone = await inService('operation', 'undo', open.id, '--json');
		assert.deepEqual([undone.code, JSON.parse(undone.stderr).error.kind], [1, 'too-late']);
		const resumed = await inService('operation', 'resume', open.id);
		assert.deepEqual(JSON.parse(resumed.stdout), {id});
		assert.deepEqual(await json('key', 'list'), []);
	});

	test('by Ctrl+C stays open, says so, and ends with 130', async () => {
		const ran = await machine.run(create.slice(0, -1), {
			variables,
			stop: {at: 'Register the token', signal: 'SIGINT'},
		});
		assert.deepEqual([ran.code, ran.stdout], [130, '']);
		assert.match(
			ran.stderr,
			/Stopped\.\nIt stays open: `pat-tui operation resume \S+` or `pat-tui operation undo \S+`\./,
		);
		const [open] = await json('operation', 'list');
		assert.equal((await inService('operation', 'undo', open.id)).code, 0);
	});

	test('that is not there is said', async () => {
		const ran = await inService('operation', 'resume', 'nothing', '--json');
		assert.deepEqual([ran.code, JSON.parse(ran.stderr).error.kind], [1, 'not-found']);
	});
});

test('a try that fails prints one value with what the service said, and ends with 1', async () => {
	const {id} = await machine.makeToken('refused token', [], {variables});
	service.interceptWith(async (request, next) =>
		new URL(request.url).pathname === '/auth/oauth2/token'
			? Response.json({error: 'invalid_client', error_description: 'signature\u202E'}, {status: 401})
			: next(request),
	);
	const ran = await inService('token', 'try', '-i', id, '--json');
	const text = await machine.run(['token', 'try', '-i', id, '--no-color'], {variables, columns: 80});
	service.passOn();
	assert.equal(ran.code, 1);
	const tried = JSON.parse(ran.stdout);
	assert.deepEqual([tried.outcome, tried.error.status, tried.error.name], ['failed', 401, 'invalid_client']);
	assert.deepEqual(
		tried.steps.map(({step, status}: {step: string; status: string}) => [step, status]),
		[
			['sign', 'done'],
			['access-token', 'failed'],
		],
	);
	assert.equal(text.code, 1);
	assert.match(text.stdout, /^It does not work \(.+\)\.\nsignature\uFFFD \(status 401, invalid_client\)\n/);
	assert.match(text.stdout, /Check that the key is the registered one/);
});

test('SIGTERM ends a command with 143', async () => {
	const ran = await machine.run(['token', 'create-token', '-n', 'terminated token', '-g'], {
		variables,
		stop: {at: 'Making the key pair', signal: 'SIGTERM'},
	});
	assert.deepEqual([ran.code, ran.stdout], [143, '']);
});

// A port that was free a moment ago.
const portOfNobody = async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' ? address?.port : undefined;
};

test('a service that is not there is said in a sentence, with what to do', async () => {
	const gone = `http://127.0.0.1:${await portOfNobody()}`;
	const ran = await machine.run(['token', 'list-tokens', '--json'], {
		variables: {PAT_TUI_PORTAL_URL: gone},
	});
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	const {error} = JSON.parse(ran.stderr);
	assert.equal(error.kind, 'unreachable');
	assert.match(error.hint, /Check the network/);
});
