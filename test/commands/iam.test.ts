import assert from 'node:assert/strict';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, beforeEach, describe, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const run = async (argv: readonly string[], options: RunOptions = {}) =>
	machine.run(argv, {variables, ...options});
const json = async (...argv: readonly string[]) => {
	const ran = await run(argv);
	assert.equal(ran.code, 0, ran.stderr);
	return ran.stdout === '' ? undefined : JSON.parse(ran.stdout);
};
const usage = async (...argv: readonly string[]) => {
	const ran = await run([...argv, '--json']);
	assert.deepEqual([ran.code, ran.stdout], [2, '']);
	const {error} = JSON.parse(ran.stderr);
	return error.message;
};

const policy = (projectId: string, tokenId: string, action = ['cis:startIssuance']) => ({
	version: '2022-12-15',
	statement: [
		{
			principal: [`ari:iam::${projectId}:token/${tokenId}`],
			action,
			resource: [`*:${projectId}:*`],
			effect: 'Allow',
		},
	],
});

const alpha = await json('project', 'create-project', '-n', 'Alpha');
const beta = await json('project', 'create-project', '-n', 'Beta');
const {id} = await machine.makeToken('a principal', [], {variables});
const principal = ['-i', id, '-t', 'token'];

const actionsIn = async (project: string) => {
	const found = await json('iam', 'list-principals', '--project', project);
	const record = found.records.find((each: {principalId: string}) => each.principalId === `token/${id}`);
	return record?.statement[0].action;
};

/** Answers a session's wish for a project-scoped token with no. */
const refuseScoped = () =>
	service.interceptWith(async (request, next) =>
		request.url.endsWith('/sts/create-project-scoped-token')
			? Response.json({name: 'UnauthorizedError', message: 'Unauthorized'}, {status: 403})
			: next(request),
	);

beforeEach(async () => {
	service.passOn();
	await run(['iam', 'remove-principal', ...principal, '--project', 'Alpha']);
	await run(['iam', 'remove-principal', ...principal, '--project', 'Beta']);
	await json('project', 'select-project', '-i', beta.id);
});

for (const [how, prepare] of [
	['a project-scoped token', () => service.passOn()],
	['the active project', refuseScoped],
] as const) {
	describe(`the commands of iam by way of ${how}`, () => {
		test('print what scripts expect, and act on the project that is active at the start', async () => {
			prepare();
			assert.equal(await json('iam', 'add-principal', ...principal), undefined);
			assert.deepEqual(await actionsIn('Beta'), ['']);
			const wanted = policy(beta.id, id);
			await writeFile(join(machine.home, 'policies.json'), JSON.stringify(wanted));
			const set = await json('iam', 'update-policies', ...principal, '-f', 'policies.json', '--no-input');
			assert.deepEqual(set, wanted);
			assert.deepEqual(await json('iam', 'get-policies', ...principal), wanted);
			const listed = await json('iam', 'list-principals');
			assert.deepEqual(Object.keys(listed), ['records']);
			assert.deepEqual(await json('iam', 'remove-principal', ...principal), {
				'principal-id': id,
				'principal-type': 'token',
			});
			assert.equal(await actionsIn('Beta'), undefined);
		});

		test('with --project act there and leave the active project as it is', async () => {
			prepare();
			await json('iam', 'add-principal', ...principal, '--project', 'Alpha');
			const file = join(machine.home, 'alpha.json');
			await writeFile(file, JSON.stringify(policy(alpha.id, id)));
			await json('iam', 'update-policies', ...principal, '-f', file, '--project', alpha.id);
			assert.deepEqual(
				await json('iam', 'get-policies', ...principal, '--project', 'Alpha'),
				policy(alpha.id, id),
			);
			assert.equal(await actionsIn('Beta'), undefined);
			assert.equal((await json('project', 'get-active-project')).id, beta.id);
			assert.deepEqual(await json('operation', 'list'), []);
		});
	});
}

test('the active project is read once: what another terminal chooses afterwards changes nothing', async () => {
	let isChosen = false;
	service.interceptWith(async (request, next) => {
		const response = await next(request);
		if (isChosen || !request.url.endsWith('/api/project')) return response;
		isChosen = true;
		await next(
			new Request(`${new URL(request.url).origin}/api/projects/active`, {
				method: 'POST',
				headers: request.headers,
				body: JSON.stringify({projectId: alpha.id}),
			}),
		);
		return response;
	});
	await json('iam', 'add-principal', ...principal);
	service.passOn();
	assert.ok(isChosen);
	assert.deepEqual(await actionsIn('Beta'), ['']);
	assert.equal(await actionsIn('Alpha'), undefined);
	assert.equal((await json('project', 'get-active-project')).id, alpha.id);
});

test('what get-policies prints is taken by update-policies', async () => {
	await json('iam', 'add-principal', ...principal);
	const printed = await run(['iam', 'get-policies', ...principal]);
	const file = join(machine.home, 'printed.json');
	await writeFile(file, printed.stdout);
	const set = await run(['iam', 'update-policies', ...principal, '-f', file]);
	assert.equal(set.code, 0, set.stderr);
	assert.deepEqual(JSON.parse(set.stdout), JSON.parse(printed.stdout));
});

test('all pages of principals are joined', async () => {
	let pages = 0;
	service.interceptWith(async (request, next) => {
		const url = new URL(request.url);
		if (request.method !== 'GET' || !url.pathname.endsWith('/projects/principals')) return next(request);
		pages += 1;
		url.searchParams.set('limit', '1');
		return next(new Request(url, {headers: request.headers}));
	});
	await json('iam', 'add-principal', ...principal);
	const {records} = await json('iam', 'list-principals');
	assert.ok(pages >= 2);
	assert.equal(records.length, pages);
	assert.equal(new Set(records.map((each: {principalId: string}) => each.principalId)).size, pages);
});

test('at a terminal everything is asked for, and a removal is confirmed', async () => {
	const terminal = {columns: 100};
	const added = await run(['iam', 'add-principal'], {
		...terminal,
		answers: [
			['Id of the token or user:', 'no id'],
			['Id of the token or user:', id],
			['Is it a token or a user?', ''],
		],
	});
	assert.equal(added.code, 0, added.stderr);
	assert.match(added.stderr, /An id is a UUID/);
	assert.match(added.stderr, /In the active project Beta\./);
	const set = await run(['iam', 'update-policies', ...principal], {
		...terminal,
		answers: [
			['Resources, with blanks between', ''],
			['Actions, with blanks between', 'cis:startIssuance   cis:listIssuance'],
		],
	});
	assert.equal(set.code, 0, set.stderr);
	assert.match(set.stdout, /In the project Beta, token .* can /);
	assert.deepEqual(await actionsIn('Beta'), ['cis:startIssuance', 'cis:listIssuance']);
	const shown = await run(['iam', 'get-policies', ...principal], terminal);
	assert.match(shown.stdout, /^It can /);
	const table = await run(['iam', 'list-principals'], terminal);
	assert.match(table.stdout, /TYPE +PRINCIPAL ID +RIGHTS/);
	assert.match(table.stdout, new RegExp(`token +${id} +can `));
	const kept = await run(['iam', 'remove-principal', ...principal], {
		...terminal,
		answers: [['Take it out? [y/N]:', '']],
	});
	assert.equal(kept.code, 1);
	assert.match(kept.stderr, /a principal \(.*\) will be taken out of the project Beta/);
	assert.match(kept.stderr, /Nothing was changed\./);
	assert.ok(await actionsIn('Beta'));
	const removed = await run(['iam', 'remove-principal', ...principal, '--yes'], terminal);
	assert.equal(removed.code, 0, removed.stderr);
	assert.match(removed.stdout, /is not in the project Beta any more/);
	assert.equal(await actionsIn('Beta'), undefined);
});

test('wrong usage names the flag, and nothing is sent', async () => {
	const folder = join(machine.home, 'wrong');
	await mkdir(folder, {recursive: true});
	const file = join(folder, 'policy.json');
	service.interceptWith(async () => {
		throw new Error('sent');
	});
	assert.match(await usage('iam', 'add-principal', '-t', 'token'), /-i \(--principal-id\) is missing/);
	assert.match(await usage('iam', 'add-principal', '-i', id), /-t \(--principal-type\) is missing/);
	assert.match(
		await usage('iam', 'get-policies', '-i', '../x', '-t', 'token'),
		/-i \(--principal-id\) takes/,
	);
	assert.match(await usage('iam', 'get-policies', '-i', id, '-t', 'robot'), /-t takes one of: token, user/);
	assert.match(await usage('iam', 'list-principals', '--project', ''), /--project is empty/);
	assert.match(await usage('iam', 'update-policies', ...principal), /-f \(--file\) is missing/);
	for (const [text, said] of [
		['{', /-f \(--file\): this is no policy\. It is not JSON/],
		[JSON.stringify({...policy('p', id), statement: []}), /statement is empty/],
		[JSON.stringify(policy('p', id, [])), /statement 1, action is empty/],
		[' '.repeat(1024 * 1024 + 1), /larger than 1 MiB/],
	] as const) {
		await writeFile(file, text);
		assert.match(await usage('iam', 'update-policies', ...principal, '-f', file), said);
	}
	const missing = await run([
		'iam',
		'update-policies',
		...principal,
		'-f',
		join(folder, 'none.json'),
		'--json',
	]);
	assert.deepEqual([missing.code, JSON.parse(missing.stderr).error.kind], [1, 'no-file']);
});

test('an unknown project is said with those there are, and nothing is changed', async () => {
	const ran = await run(['iam', 'add-principal', ...principal, '--project', 'Gamma', '--json']);
	const {error} = JSON.parse(ran.stderr);
	assert.deepEqual([ran.code, ran.stdout, error.kind], [1, '', 'unknown-project']);
	assert.match(error.hint, /Alpha/);
});

test('who is not in the project is said, with what to do, and leaves no operation open', async () => {
	const file = join(machine.home, 'policies.json');
	await writeFile(file, JSON.stringify(policy(beta.id, id)));
	for (const argv of [['remove-principal'], ['update-policies', '-f', file]]) {
		const ran = await run(['iam', ...argv, ...principal, '--json']);
		assert.deepEqual([ran.code, JSON.parse(ran.stderr).error.kind], [1, 'not-in-project']);
	}
	const ran = await run(['iam', 'get-policies', ...principal, '--json']);
	const {error} = JSON.parse(ran.stderr);
	assert.deepEqual([ran.code, error.kind], [1, 'not-found']);
	assert.match(error.hint, /list-principals/);
	assert.deepEqual(await json('operation', 'list'), []);
});

test('a policy that names another principal is sent with a warning', async () => {
	await json('iam', 'add-principal', ...principal);
	const file = join(machine.home, 'other.json');
	await writeFile(file, JSON.stringify(policy(alpha.id, id)));
	const ran = await run(['iam', 'update-policies', ...principal, '-f', file]);
	assert.equal(ran.code, 0, ran.stderr);
	assert.match(ran.stderr, /Warning: The policy names another principal than ari:iam::/);
});

test('--dry-run shows the requests that are sent, in their order, and sends none', async () => {
	const file = join(machine.home, 'policies.json');
	await writeFile(file, JSON.stringify(policy(beta.id, id)));
	for (const argv of [
		['add-principal', ...principal],
		['update-policies', ...principal, '-f', file],
		['remove-principal', ...principal],
	]) {
		service.interceptWith(async () => {
			throw new Error('sent');
		});
		const planned = await json('iam', ...argv, '--dry-run', '--project', beta.id);
		const sent: string[] = [];
		service.interceptWith(async (request, next) => {
			const {pathname, search} = new URL(request.url);
			if (!pathname.endsWith('/whoami')) sent.push(`${request.method} ${pathname}${search}`);
			return next(request);
		});
		await json('iam', ...argv, '--project', beta.id);
		service.passOn();
		assert.deepEqual(
			planned.map(({method, url}: {method: string; url: string}) => {
				const {pathname, search} = new URL(url);
				return `${method} ${pathname}${search}`;
			}),
			sent,
		);
	}
});

test('a change whose reply was lost is resumed and answers as its own command', async () => {
	await json('iam', 'add-principal', ...principal);
	let isBroken = false;
	service.interceptWith(async (request, next) => {
		if (isBroken) throw new Error('broken');
		const response = await next(request);
		if (request.method !== 'DELETE') return response;
		isBroken = true;
		throw new Error('broken');
	});
	const ran = await run(['iam', 'remove-principal', ...principal, '--json']);
	service.passOn();
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	const [open] = await json('operation', 'list');
	assert.equal(open.kind, 'remove-principal');
	const resumed = await json('operation', 'resume', open.id);
	assert.deepEqual(resumed, {'principal-id': id, 'principal-type': 'token'});
	assert.deepEqual(await json('operation', 'list'), []);
});

test('no control character of the service reaches the terminal', async () => {
	const hostile = 'Beta\u001B[2J\u202E';
	service.interceptWith(async (request, next) => {
		const response = await next(request);
		const {pathname} = new URL(request.url);
		if (pathname.endsWith('/api/project')) return Response.json({id: beta.id, name: hostile});
		if (request.method !== 'GET' || !pathname.endsWith('/projects/principals')) return response;
		const {statement} = policy(beta.id, id, [hostile]);
		return Response.json({records: [{principalId: `token/${hostile}`, version: hostile, statement}]});
	});
	for (const argv of [
		['add-principal', ...principal],
		['list-principals'],
		['remove-principal', ...principal, '--yes'],
	]) {
		const shown = await run(['iam', ...argv, '--no-color'], {columns: 100});
		assert.equal(shown.code, 0, shown.stderr);
		assert.match(shown.stdout + shown.stderr, /Beta\uFFFD\[2J\uFFFD/);
		for (const part of ['\u001B', '\u202E']) assert.ok(!(shown.stdout + shown.stderr).includes(part));
	}
	const piped = await run(['iam', 'list-principals']);
	for (const part of ['\u001B', '\u202E']) assert.ok(!piped.stdout.includes(part));
	assert.equal(JSON.parse(piped.stdout).records[0].principalId, `token/${hostile}`);
});
