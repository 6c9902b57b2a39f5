import assert from 'node:assert/strict';
import {appendFile, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import type {EndedEffect} from '../../source/api/watch-effects.ts';
import {makeActivity, readActivity} from '../../source/operations/activity.ts';
import {systemRandom} from '../../source/system/random.ts';
import {anyCharacter} from '../any-character.ts';
import {fakeClock} from '../fake-clock.ts';

const base = await mkdtemp(join(tmpdir(), 'activity-'));
after(async () => rm(base, {recursive: true, force: true}));

const environment = {folder: 'here', portalUrl: 'https://here.example'};
const scope = {environment, user: 'user-1'};
const create = {name: 'create-token', subject: 'ci', method: 'POST', path: '/iam/v1/tokens'};
const done: EndedEffect = {outcome: 'done', status: 200};

let count = 0;
/** A log of its own; `put` writes one effect of a user down, `begin` one that never ends. */
const aLog = (problems: string[] = []) => {
	count += 1;
	const folder = join(base, String(count));
	const file = join(folder, 'activity.jsonl');
	const clock = fakeClock();
	const activity = makeActivity(file, {clock, random: systemRandom, onProblem: text => problems.push(text)});
	const begin = async (effect: typeof create, whose = scope) => activity.watch(() => whose)(effect);
	return {
		folder,
		file,
		clock,
		begin,
		async put(effect: typeof create = create, ended = done, whose = scope) {
			clock.advance(1000);
			await (await begin(effect, whose))(ended);
		},
	};
};

test('effects are read back newest first, each once, with how it ended', async () => {
	const {file, put, begin} = aLog();
	await put();
	await put({...create, name: 'delete-token'}, {outcome: 'refused', status: 403, traceId: 'trace-1'});
	await begin({...create, name: 'add-principal'});
	const entries = await readActivity(file, scope);
	assert.deepEqual(
		entries.map(({name, outcome, status, traceId}) => [name, outcome, status, traceId]),
		[
			['add-principal', 'unsure', undefined, undefined],
			['delete-token', 'refused', 403, 'trace-1'],
			['create-token', 'done', 200, undefined],
		],
	);
	const [, , first] = entries;
	assert.deepEqual(
		[first?.origin, first?.user, first?.subject, first?.method, first?.path],
		['https://here.example', 'user-1', 'ci', 'POST', '/iam/v1/tokens'],
	);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('what another user, another environment or another service did is not read', async () => {
	const {file, put} = aLog();
	await put();
	await put(create, done, {environment, user: 'user-2'});
	await put(create, done, {environment: {...environment, folder: 'there'}, user: 'user-1'});
	await put(create, done, {
		environment: {...environment, portalUrl: 'https://there.example'},
		user: 'user-1',
	});
	assert.equal((await readActivity(file, scope)).length, 1);
});

test('a torn last line is dropped, and the lines after it count', async () => {
	const {file, put} = aLog();
	await put();
	await appendFile(file, '{"id":"torn","at":"2');
	assert.equal((await readActivity(file, scope)).length, 1);
	await put();
	assert.equal((await readActivity(file, scope)).length, 2);
});

test('whatever stands in the file, reading it ends with entries of the user alone', async () => {
	const {file, put} = aLog();
	await put();
	const good = await readFile(file, 'utf8');
	await fc.assert(
		fc.asyncProperty(fc.string({unit: anyCharacter}), fc.nat(good.length), async (noise, at) => {
			await writeFile(file, `${good.slice(0, at)}${noise}\n${good}`);
			const entries = await readActivity(file, scope);
			assert.ok(entries.length >= 1);
			for (const {user, origin} of entries)
				assert.deepEqual([user, origin], [scope.user, environment.portalUrl]);
		}),
		{numRuns: 100},
	);
});

test('no token, key or cookie that found its way into a name stays in the log', async () => {
	const {file, put} = aLog();
	const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.c2ln';
	await put({...create, subject: `named ${jwt}`, path: `/x/${jwt}`});
	const text = await readFile(file, 'utf8');
	assert.ok(!text.includes(jwt));
	assert.match(text, /token removed/);
});

test('a log that can not be written is said once and stops nothing', async () => {
	const problems: string[] = [];
	const {folder, file, put} = aLog(problems);
	await put();
	await rm(folder, {recursive: true});
	await symlink(base, folder);
	await put();
	await put();
	assert.equal(problems.length, 1);
	assert.match(problems[0] ?? '', /activity log is not written: .*symbolic link/);
	assert.deepEqual(await readActivity(file, {...scope, user: 'nobody'}), []);
});

test('the log is put aside when it has grown, is still read whole, and keeps within its bounds', async () => {
	const {folder, file, put} = aLog();
	const filler = {...create, subject: 'x'.repeat(100)};
	await put({...create, name: 'first'});
	for (let each = 0; each < 2; each++) {
		const [line] = (await readFile(file, 'utf8').catch(() => '{}')).split('\n');
		const entry = {...JSON.parse(line ?? '{}'), user: 'another', subject: filler.subject};
		const many = Array.from({length: 2700}, (_, index) => JSON.stringify({...entry, id: `${each}-${index}`}));
		await appendFile(file, `${many.join('\n')}\n`);
		await put({...create, name: `after-${each}`});
	}
	const names = await readdir(folder);
	assert.ok(names.filter(name => /^activity-\d+-[\da-f]+\.jsonl$/.test(name)).length >= 1, names.join());
	assert.deepEqual(
		(await readActivity(file, scope)).map(({name}) => name),
		['after-1', 'after-0', 'first'],
	);
});

test('archives beyond four MiB are given up, the oldest first', async () => {
	const {folder, file, put} = aLog();
	await put({...create, name: 'first'});
	const megabyte = `${'x'.repeat(1_048_576)}\n`;
	for (let each = 0; each < 8; each++) {
		await appendFile(file, megabyte);
		await put({...create, name: `number-${each}`});
	}
	const sizes = await Promise.all(
		(await readdir(folder)).map(async name => (await stat(join(folder, name))).size),
	);
	assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 6 * 1_048_576);
	const names = (await readActivity(file, scope)).map(({name}) => name);
	assert.ok(names.includes('number-7') && !names.includes('first'), names.join());
});
