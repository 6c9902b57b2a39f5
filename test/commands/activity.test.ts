import assert from 'node:assert/strict';
import {mkdir, readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const log = join(machine.home, 'data/activity.jsonl');

const offline = async () => {
	throw Object.assign(new Error('no network'), {code: 'ENETUNREACH'});
};

type Entry = {
	readonly name: string;
	readonly subject?: string;
	readonly outcome: string;
	readonly user: string;
};
const activity = async (more: Readonly<Record<string, string>> = variables): Promise<readonly Entry[]> => {
	const ran = await machine.run(['activity', '--json'], {variables: more, fetch: offline});
	assert.equal(ran.code, 0, ran.stderr);
	return JSON.parse(ran.stdout);
};

test('without a session nothing is shown, and it is said why', async () => {
	const ran = await machine.run(['activity', '--json'], {variables, fetch: offline});
	assert.deepEqual([ran.code, ran.stdout], [1, '']);
	const {error} = JSON.parse(ran.stderr);
	assert.equal(error.kind, 'signed-out');
	assert.match(error.hint, /pat-tui start/);
});

test('what commands change is listed newest first without a network, and what they only read is not', async () => {
	const {id} = await machine.makeToken('logged token', ['-w'], {variables});
	await machine.run(['token', 'try', '-i', id], {variables});
	await machine.run(['token', 'delete-token', '-i', id], {variables});
	const entries = await activity();
	assert.deepEqual(
		entries.map(({name, outcome}) => [name, outcome]),
		[
			['delete-token', 'done'],
			['update-policies', 'done'],
			['add-principal', 'done'],
			['update-token', 'done'],
			['create-token', 'done'],
		],
	);
	assert.equal(entries.at(-1)?.subject, 'logged token');
	const shown = await machine.run(['activity', '--no-color'], {variables, fetch: offline, columns: 120});
	assert.match(shown.stdout, /^WHEN \(UTC\) +WHAT +ON +OUTCOME/);
	assert.match(shown.stdout, /delete-token +\S+ +done \(204\)/);
	assert.equal((await stat(log)).mode & 0o777, 0o600);
});

test('a request whose reply was lost is unsure, with what was found out later beside it', async () => {
	service.interceptWith(async (request, next) => {
		const response = await next(request);
		if (request.method === 'POST' && request.url.endsWith('/v1/tokens')) throw new Error('broken');
		return response;
	});
	const made = await machine.makeToken('lost reply', [], {variables});
	service.passOn();
	const [, created] = await activity();
	assert.deepEqual([created?.name, created?.outcome], ['create-token', 'unsure']);
	await machine.run(['token', 'delete-token', '-i', made.id], {variables});
});

test('another environment shows none of it', async () => {
	await machine.run(['token', 'list-tokens'], {variables: {PAT_TUI_ENVIRONMENT: 'sandbox'}});
	assert.deepEqual(await activity({PAT_TUI_ENVIRONMENT: 'sandbox'}), []);
});

test('no session, key or token stands in the log', async () => {
	const text = await readFile(log, 'utf8');
	assert.doesNotMatch(text, /BEGIN|eyJ|cookie|"x"|"n"/i);
});

test('a log that can not be written is said, and the command does its work', async () => {
	await rm(log);
	await mkdir(log);
	const ran = await machine.run(
		['token', 'create-token', '-n', 'unlogged token', '-g', '-a', 'ES256', '-w'],
		{
			variables,
		},
	);
	assert.equal(ran.code, 0, ran.stderr);
	assert.equal(ran.stderr.match(/activity log is not written/g)?.length, 1);
});
