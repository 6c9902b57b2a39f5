import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import type {ContractReport} from '../../source/operations/contract/contract-report.ts';
import type {Variants} from '../../source/sandbox/variant-table.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const folder = await mkdtemp(join(tmpdir(), 'contract-'));
after(async () => rm(folder, {recursive: true, force: true}));

/** A signed-in computer at a sandbox that answers what is unknown in one way. */
const aPlace = async (variants: Partial<Variants> = {}) => {
	const service = await aServedSandbox({after}, {variants});
	const machine = await aMachine({after}, service);
	const {variables} = service;
	const run = async (argv: readonly string[], options: RunOptions = {}) =>
		machine.run(argv, {...options, variables: {...variables, ...options.variables}});
	await run(['token', 'list-tokens']);
	const probe = async () => {
		const ran = await run(['doctor', '--contract', '--yes', '--json']);
		assert.equal(ran.code, 0, ran.stderr);
		const report: ContractReport & {readonly file: string} = JSON.parse(ran.stdout);
		const fact = (id: string) => {
			const answer = report.answers.find(each => each.id === id);
			assert.ok(answer, id);
			return answer.fact;
		};
		return {report, fact};
	};
	const tokens = async (): Promise<readonly unknown[]> =>
		JSON.parse((await run(['token', 'list-tokens', '--json'])).stdout);
	const reports = async () =>
		(await readdir(machine.home)).filter(name => name.startsWith('pat-tui-contract-'));
	return {service, machine, run, probe, tokens, reports};
};

describe('the contract probes', () => {
	test('answer every question, leave no token behind, and save the report for its owner alone', async () => {
		const place = await aPlace();
		const {report, fact} = await place.probe();
		assert.equal(report.isTokenGone, true);
		assert.deepEqual(await place.tokens(), []);
		assert.deepEqual(JSON.parse((await place.run(['operation', 'list', '--json'])).stdout), []);
		assert.equal((await stat(report.file)).mode & 0o777, 0o600);
		const {file, ...rest} = report;
		assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), rest);
		assert.deepEqual(
			{
				version: fact('version-header'),
				page: fact('page-size'),
				two: fact('two-keys'),
				patch: fact('patch'),
				repeated: fact('repeated-key-id'),
				bare: fact('key-without-numbers'),
				name: fact('name-alone'),
				assertion: fact('assertion'),
				scoped: fact('project-token'),
			},
			{
				version: 'not needed',
				page: {records: 0, more: false},
				two: 'yes',
				patch: 'replaces them',
				repeated: 'yes',
				bare: 'taken',
				name: 'yes',
				assertion: {withKeyId: 'taken', withoutKeyId: 'taken', seconds: 3600},
				scoped: {seconds: 3600, secondsInToken: 3600},
			},
		);
	});

	test('tell the truth of services that answer otherwise', async () => {
		const expected: readonly (readonly [Partial<Variants>, Readonly<Record<string, unknown>>])[] = [
			[
				{patch: 'merge', version: 'required', 'scoped-life': '300', 'ec-jwk': 'checked'},
				{
					patch: 'adds to them',
					'version-header': 'needed',
					'project-token': {seconds: 300, secondsInToken: 300},
					'key-without-numbers': 'refused',
				},
			],
			[
				{patch: 'one-key', scoped: 'refused', ids: 'bare', principals: 'ids-only', expired: '403'},
				{
					'two-keys': 'taken, but 1 kept',
					patch: 'replaces them',
					'project-token': 'refused',
					'principal-ids': {forms: ['UUID'], withPolicy: false},
				},
			],
			[
				{keys: 'one', kid: 'unique', create: 'bare', scopes: 'filled', whoami: 'principal', expired: 'html'},
				{'two-keys': 'refused', 'repeated-key-id': 'refused', patch: 'replaces them'},
			],
			[
				{kid: 'unique', patch: 'merge'},
				{'two-keys': 'yes', 'repeated-key-id': 'refused'},
			],
		];
		for (const [variants, facts] of expected) {
			const place = await aPlace(variants);
			const {report, fact} = await place.probe();
			for (const [id, known] of Object.entries(facts))
				assert.deepEqual(fact(id), known, `${id} of ${JSON.stringify(variants)}`);
			assert.equal(report.isTokenGone, true);
			assert.deepEqual(await place.tokens(), [], JSON.stringify(variants));
		}
	});

	test('say "not known" where the service fails, and take no failure for an answer', async () => {
		const place = await aPlace();
		place.service.interceptWith(async (request, next) =>
			request.method === 'PATCH' ? new Response(null, {status: 503}) : next(request),
		);
		const {fact} = await place.probe();
		for (const id of ['two-keys', 'patch', 'repeated-key-id', 'key-without-numbers', 'name-alone'])
			assert.equal(fact(id), 'not known', id);
		assert.deepEqual(await place.tokens(), []);
	});

	test('write no secret, no id of anybody and no address of mail into the report', async () => {
		const place = await aPlace();
		const {report} = await place.probe();
		const text = await readFile(report.file, 'utf8');
		assert.doesNotMatch(text, /eyJ|BEGIN|@|[\da-f]{8}-[\da-f]{4}-/i);
		const log = await readFile(join(place.machine.home, 'data/activity.jsonl'), 'utf8');
		assert.match(log, /pat-tui-contract-probe-/);
	});

	test('are not begun without a session, without consent, or where nobody can be asked', async () => {
		const place = await aPlace();
		const asked = await place.run(['doctor', '--contract'], {
			columns: 100,
			answers: [['Type "probe"', 'yes']],
		});
		assert.equal(asked.code, 130);
		assert.match(asked.stderr, /Nothing was sent/);
		const unasked = await place.run(['doctor', '--contract']);
		assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
		assert.match(unasked.stderr, /--yes/);
		const stranger = await aMachine({after});
		const signedOut = await stranger.run(['doctor', '--contract', '--yes', '--json'], {
			variables: place.service.variables,
		});
		assert.equal(JSON.parse(signedOut.stderr).error.kind, 'signed-out');
		assert.deepEqual(await place.reports(), []);
	});

	test('are read on a terminal, question by question, once somebody typed that they may be asked', async () => {
		const place = await aPlace();
		const ran = await place.run(['doctor', '--contract', '--no-color'], {
			columns: 100,
			answers: [['Type "probe"', 'probe']],
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stdout, /^May a token have two keys\?\n {2}yes$/m);
		assert.match(ran.stdout, /^How long does a session last\?\n {2}not asked: /m);
		const [report = ''] = await place.reports();
		assert.ok(ran.stdout.includes(report));
	});

	test('that are interrupted delete their token before they end', async () => {
		const place = await aPlace();
		const ran = await place.run(['doctor', '--contract', '--yes'], {
			stop: {at: 'May a token have two keys', signal: 'SIGINT'},
		});
		assert.deepEqual([ran.code, ran.stdout], [130, '']);
		assert.deepEqual(await place.tokens(), []);
		assert.deepEqual(JSON.parse((await place.run(['operation', 'list', '--json'])).stdout), []);
	});

	test('whose token could not be deleted stay open, and are resumed or undone without asking again', async () => {
		for (const way of ['resume', 'undo']) {
			const place = await aPlace();
			place.service.interceptWith(async (request, next) =>
				request.method === 'DELETE' ? new Response(null, {status: 503}) : next(request),
			);
			const ran = await place.run(['doctor', '--contract', '--yes', '--json']);
			assert.equal(ran.code, 1);
			const report: ContractReport = JSON.parse(ran.stdout);
			assert.equal(report.isTokenGone, false);
			assert.equal((await place.tokens()).length, 1);
			place.service.passOn();
			const [open] = JSON.parse((await place.run(['operation', 'list', '--json'])).stdout);
			assert.equal(open.kind, 'probe-contract');
			const ended = await place.run(['operation', way, open.id]);
			assert.equal(ended.code, 0, ended.stderr);
			assert.match(JSON.parse(ended.stdout).note, /throw-away token is gone/);
			assert.deepEqual(await place.tokens(), []);
		}
	});

	test('whose token was made but whose reply was lost find it and go on', async () => {
		const place = await aPlace();
		let isLost = false;
		place.service.interceptWith(async (request, next) => {
			const response = await next(request);
			if (!isLost && request.method === 'POST' && request.url.endsWith('/v1/tokens')) {
				isLost = true;
				throw new Error('broken');
			}
			return response;
		});
		const {fact} = await place.probe();
		assert.equal(fact('two-keys'), 'yes');
		assert.deepEqual(await place.tokens(), []);
	});

	test('that were killed at any of their changes leave an operation that deletes the token', async () => {
		const program = await bundleFixture('command-child', folder);
		for (const [method, number] of [
			['POST', 1],
			['PATCH', 1],
			['PATCH', 4],
			['DELETE', 1],
		] as const) {
			const place = await aPlace();
			const child = spawn(process.execPath, [program, 'doctor', '--contract', '--yes'], {
				cwd: place.machine.home,
				env: {...place.service.variables, PAT_TUI_HOME: join(place.machine.home, 'data')},
				stdio: 'ignore',
			});
			const exited = once(child, 'exit');
			let seen = 0;
			place.service.interceptWith(async (request, next) => {
				const isCounted =
					request.method === method && /\/v1\/tokens(\/|$)/.test(new URL(request.url).pathname);
				if (!isCounted || ++seen !== number) return next(request);
				await next(request);
				child.kill('SIGKILL');
				await exited;
				throw new Error('killed');
			});
			assert.deepEqual(await exited, [null, 'SIGKILL'], method);
			place.service.passOn();
			assert.equal((await place.tokens()).length, method === 'DELETE' ? 0 : 1);
			const [open] = JSON.parse((await place.run(['operation', 'list', '--json'])).stdout);
			assert.equal(open.kind, 'probe-contract');
			assert.equal((await place.run(['operation', 'resume', open.id])).code, 0);
			assert.deepEqual(await place.tokens(), []);
			const keys = JSON.parse((await place.run(['key', 'list', '--json'])).stdout);
			assert.deepEqual(keys, [], 'its key was never kept');
		}
	});
});
