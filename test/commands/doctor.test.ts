import assert from 'node:assert/strict';
import {chmod, mkdir, readdir, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, beforeEach, describe, test} from 'node:test';
import {smallestWindow} from '../../source/components/screen.tsx';
import type {Finding} from '../../source/operations/doctor/finding.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const service = await aServedSandbox({after});
const offline = async () => {
	throw Object.assign(new Error('no network'), {code: 'ENOTFOUND'});
};

let machine = await aMachine({after});
const kept = () => join(machine.home, 'data');

type Report = {readonly status: string; readonly findings: readonly Finding[]};

const examine = async (options: RunOptions = {}) => {
	const ran = await machine.run(['doctor', '--json'], {
		...options,
		variables: {...service.variables, ...options.variables},
	});
	const report: Report = JSON.parse(ran.stdout);
	const found = (id: string) => {
		const finding = report.findings.find(each => each.id === id);
		assert.ok(finding, `${id} in ${ran.stdout}`);
		return finding;
	};
	return {...ran, report, found};
};

const signIn = async () => machine.run(['token', 'list-tokens'], {variables: service.variables});

describe('doctor', () => {
	beforeEach(async () => {
		service.passOn();
		machine = await aMachine({after});
	});

	test('finds nothing wrong on a fresh computer, signs nobody in, and leaves nothing behind', async () => {
		const {code, report, found, stderr} = await examine();
		assert.equal(code, 0, stderr);
		assert.equal(report.status, 'attention');
		assert.deepEqual([found('session').status, found('session').remedy], ['attention', 'pat-tui start']);
		for (const id of ['portal', 'gateway', 'token-endpoint', 'clock', 'keys', 'folder-keys'])
			assert.equal(found(id).status, 'ok', id);
		assert.match(found('portal').detail, /answers \(401\)$/);
		await assert.rejects(readdir(kept()), {code: 'ENOENT'});
	});

	test('says whose session is kept where, and that it still counts', async () => {
		await signIn();
		const {found} = await examine();
		assert.equal(found('session').status, 'ok');
		assert.match(found('session').detail, /@.+, kept in .+session\.json.*; it still counts$/);
		assert.deepEqual([found('operations').status, found('operations').detail], ['ok', 'none is open']);
	});

	test('says that a session is over, and does not sign in again', async () => {
		await signIn();
		const file = join(kept(), 'environments');
		const [folder = ''] = await readdir(file);
		const session = join(file, folder, 'session.json');
		const before = (await readFile(session, 'utf8')).replace(/("sessionId": ")[^"]+/u, '$1gone');
		await writeFile(session, before);
		const {code, found} = await examine();
		assert.equal(code, 0);
		assert.deepEqual([found('session').status, found('session').remedy], ['attention', 'pat-tui start']);
		assert.match(found('session').detail, /it is over/);
		assert.equal(await readFile(session, 'utf8'), before);
	});

	test('without a network says what can not be reached, ends with 1, and checks the rest all the same', async () => {
		await signIn();
		const {code, report, found} = await examine({fetch: offline});
		assert.deepEqual([code, report.status], [1, 'failed']);
		for (const id of ['portal', 'gateway', 'token-endpoint']) {
			assert.equal(found(id).status, 'failed');
			assert.match(found(id).detail, /ENOTFOUND/);
			assert.match(found(id).remedy ?? '', /network/);
		}
		assert.match(found('session').detail, /not known/);
		assert.deepEqual([found('clock').status, found('keys').status], ['attention', 'ok']);
	});

	test('names the proxy that a request would take, without its password', async () => {
		const variables = {
			PAT_TUI_PORTAL_URL: 'https://portal.example',
			HTTPS_PROXY: 'http://someone:canary@proxy.example:3128',
		};
		const {stdout, found} = await examine({fetch: offline, variables});
		assert.match(found('gateway').detail, /through the proxy http:\/\/proxy\.example:3128 \(HTTPS_PROXY\)/);
		assert.ok(!stdout.includes('canary'));
	});

	test('says how far the clock is off', async () => {
		service.interceptWith(async (request, next) => {
			const response = await next(request);
			const date = new Date(Date.parse(response.headers.get('date') ?? new Date().toUTCString()) + 600_000);
			const headers = new Headers(response.headers);
			headers.set('date', date.toUTCString());
			return new Response(response.body, {status: response.status, headers});
		});
		const {code, found} = await examine();
		assert.deepEqual([code, found('clock').status], [1, 'failed']);
		assert.match(found('clock').detail, /^10 minutes behind/);
	});

	test('points out folders and keys that others can read, with the command that mends them', async () => {
		const {privateKeyFile} = await machine.makeToken('exposed key', [], {variables: service.variables});
		await chmod(privateKeyFile, 0o644);
		const keys = join(kept(), 'keys');
		await chmod(keys, 0o755);
		const {code, found} = await examine();
		assert.deepEqual([code, found('key').status, found('folder-keys').status], [1, 'failed', 'attention']);
		assert.equal(found('key').remedy, `chmod 600 ${privateKeyFile}`);
		assert.equal(found('folder-keys').remedy, `chmod 700 ${keys}`);
		assert.match(found('keys').detail, /1 without a passphrase/);
		await chmod(privateKeyFile, 0o600);
		await chmod(keys, 0o700);
		assert.equal((await examine()).code, 0);
	});

	test('finds what a kill left in the key store and in the journal, and records that can not be read', async () => {
		await signIn();
		const [environment = ''] = await readdir(join(kept(), 'environments'));
		const text = await readFile(join(kept(), 'environments', environment, 'session.json'), 'utf8');
		const {user}: {readonly user: {readonly sub: string}} = JSON.parse(text);
		const operations = join(kept(), 'environments', environment, user.sub, 'operations');
		await mkdir(operations, {recursive: true, mode: 0o700});
		await mkdir(join(kept(), 'keys'), {mode: 0o700});
		const old = new Date('2001-01-01');
		const stale = join(operations, 'over.claim-1');
		const fresh = join(operations, 'new.claim-1');
		const torn = join(operations, 'torn.jsonl');
		const temporary = join(kept(), 'keys', `.pat-tui-${'0'.repeat(24)}.tmp`);
		for (const file of [stale, fresh, torn, temporary]) await writeFile(file, '{', {mode: 0o600});
		for (const file of [stale, torn, temporary]) await utimes(file, old, old);
		const {code, found} = await examine();
		assert.equal(code, 1);
		assert.equal(found('journal-stale').remedy, `rm -- ${stale}`);
		assert.equal(found('keys-temporary').remedy, `rm -- ${temporary}`);
		assert.match(found('journal-unreadable').detail, /torn\.jsonl can not be read/);
	});

	test('does not take a service that fails for one that is well', async () => {
		service.interceptWith(async () => new Response(null, {status: 503}));
		const {found} = await examine();
		service.passOn();
		assert.equal(found('portal').status, 'attention');
		assert.match(found('portal').detail, /answers \(503\)$/);
	});

	test('says that an operation was interrupted', async () => {
		service.interceptWith(async (request, next) =>
			request.method === 'POST' && request.url.endsWith('/v1/tokens')
				? new Response(null, {status: 503})
				: next(request),
		);
		await machine.run(['token', 'create-token', '-n', 'interrupted one', '-g', '-a', 'ES256'], {
			variables: service.variables,
			stop: {at: 'reply was lost', signal: 'SIGINT'},
		});
		service.passOn();
		const {found} = await examine();
		assert.equal(found('operations').status, 'attention');
		assert.match(found('operations').remedy ?? '', /pat-tui operation list/);
	});

	test('on a terminal is a line for each thing, what to do below it, and says what the screen needs', async () => {
		const ran = await machine.run(['doctor', '--no-color'], {
			columns: 50,
			variables: {...service.variables, LANG: 'C'},
		});
		assert.equal(ran.code, 0, ran.stderr);
		assert.match(ran.stdout, /^ok {9}pat-tui +0\.0\.0$/m);
		assert.match(ran.stdout, /^attention {2}Terminal +50x\d+, colours$/m);
		assert.ok(ran.stdout.includes(`at least ${smallestWindow.columns}x${smallestWindow.rows}`));
		assert.match(ran.stdout, /^attention {2}Session .+\n +pat-tui start$/m);
		assert.match(ran.stdout, /^attention {2}Characters +ASCII only/m);
	});

	test('of the embedded sandbox needs no network', async () => {
		const ran = await machine.run(['doctor', '--json'], {fetch: offline});
		assert.equal(ran.code, 0, ran.stdout);
	});

	test('--yes without --contract is wrong usage', async () => {
		const ran = await machine.run(['doctor', '--yes'], {variables: service.variables});
		assert.deepEqual([ran.code, ran.stdout], [2, '']);
		assert.match(ran.stderr, /--yes/);
	});
});

test('a folder that could not be made because a file has its name is a failure, and is said', async () => {
	const other = await aMachine({after});
	await rm(join(other.home, 'data'), {recursive: true, force: true});
	await writeFile(join(other.home, 'data'), '');
	const ran = await other.run(['doctor', '--json'], {variables: service.variables});
	const report: Report = JSON.parse(ran.stdout);
	assert.equal(ran.code, 1);
	assert.match(report.findings.find(({id}) => id === 'folder-settings')?.detail ?? '', /is not a folder/);
});
