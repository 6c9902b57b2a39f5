import assert from 'node:assert/strict';
import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, type TestContext, test} from 'node:test';
import {build} from 'esbuild';
import {systemClock} from '../../source/system/clock.ts';
import type {RivalAnswer} from './a-rival.ts';
import {aFolder, aSandbox, aToken, ecKey, jwkOf, methodOf, signIn, textAt} from './a-sandbox.ts';
import {anAssertion, formOf, tokenPath} from './an-assertion.ts';

let folder = '';

before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'rival-'));
	await build({
		entryPoints: ['test/sandbox/a-rival.ts'],
		outfile: join(folder, 'rival.mjs'),
		bundle: true,
		minify: true,
		platform: 'node',
		target: 'node20',
		format: 'esm',
	});
});

after(async () => rm(folder, {recursive: true, force: true}));

type Given = {readonly session?: string; readonly body?: unknown; readonly form?: Record<string, string>};

/** Another process over the directory, and a way to send it requests. */
const aRival = (t: TestContext, directory: string) => {
	const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [
		join(folder, 'rival.mjs'),
		directory,
	]);
	t.after(() => child.kill('SIGKILL'));
	const waiting = new Map<number, (answer: RivalAnswer) => void>();
	child.stdin.on('error', () => {
		// Killed: what was on its way is lost, as it is meant to be.
	});
	let faults = '';
	child.stderr.on('data', (text: Buffer) => {
		faults += String(text);
	});
	createInterface({input: child.stdout}).on('line', line => {
		const answer: RivalAnswer = JSON.parse(line);
		waiting.get(answer.id)?.(answer);
	});
	let count = 0;
	const call = async (method: string, path: string, {session, body, form}: Given = {}) => {
		count += 1;
		const id = count;
		const headers = {
			'content-type': form === undefined ? 'application/json' : 'application/x-www-form-urlencoded',
			...(session !== undefined && {cookie: `portal-session-local=${session}`}),
		};
		const text = form === undefined ? JSON.stringify(body) : new URLSearchParams(form).toString();
		const answered = new Promise<RivalAnswer>(resolve => {
			waiting.set(id, resolve);
		});
		child.stdin.write(`${JSON.stringify({id, method, path, headers, body: text})}\n`);
		const answer = await answered;
		return {status: answer.status, body: answer.body === '' ? '' : JSON.parse(answer.body)};
	};
	return {call, child, faults: () => faults};
};

const keysAt = (body: unknown): readonly {readonly kid: string}[] =>
	Object(body).authenticationMethod.publicKeyInfo.jwks.keys;

test('two processes that meet on a new directory have one key, one user and one default project', async t => {
	const directory = await aFolder(t);
	const rival = aRival(t, directory);
	const own = await aSandbox(t, {directory, clock: systemClock});
	const [theirs, ours, session, theirSession] = await Promise.all([
		rival.call('GET', '/iam/.well-known/jwks.json'),
		own.call('GET', '/iam/.well-known/jwks.json'),
		own.signIn(),
		signIn(rival.call),
	]);
	assert.deepEqual(theirs.body, ours.body);
	const {body: projects} = await rival.call('GET', '/api/projects', {session});
	assert.equal(projects.length, 1);
	assert.deepEqual((await own.call('GET', '/api/projects', {session: theirSession})).body, projects);
	assert.equal((await readdir(join(directory, 'users'))).length, 1);
	assert.equal(rival.faults(), '');
});

test('what two processes write at the same time is all there, once', async t => {
	const own = await aSandbox(t, {clock: systemClock});
	const rival = aRival(t, own.directory);
	const session = await own.signIn();
	const path = `/iam/v1/tokens/${await aToken(own.call, session)}`;
	const callers = [own.call, rival.call];
	const body = {name: 'concurrent', authenticationMethod: methodOf()};

	const made = await Promise.all(
		Array.from({length: 40}, async (_, index) =>
			callers[index % 2]?.('POST', '/iam/v1/tokens', {session, body}),
		),
	);
	const ids = made.map(reply => textAt(reply?.body, 'id')).sort();
	const listed = Object((await own.call('GET', '/iam/v1/tokens', {session})).body).tokens;
	assert.deepEqual(
		listed.map((token: unknown) => textAt(token, 'id')).sort(),
		[...ids, path.slice('/iam/v1/tokens/'.length)].sort(),
	);

	// Name by one process and keys by the other: each change must survive the other's.
	for (let round = 0; round < 10; round += 1) {
		const keys = [jwkOf(ecKey.publicKey, 'ES256', `k-${round}`)];
		await Promise.all([
			own.call('PATCH', path, {session, body: {name: `name-${round}`}}),
			rival.call('PATCH', path, {session, body: {authenticationMethod: {publicKeyInfo: {jwks: {keys}}}}}),
		]);
		const {body: token} = await rival.call('GET', path, {session});
		assert.deepEqual([token.name, keysAt(token)[0]?.kid], [`name-${round}`, `k-${round}`]);
	}

	const projects = await Promise.all(
		Array.from({length: 14}, async (_, index) =>
			callers[index % 2]?.('POST', '/api/project', {session, body: {name: `project ${index}`}}),
		),
	);
	assert.equal(projects.filter(reply => reply?.status === 200).length, 9);
	assert.equal(rival.faults(), '');
});

test('an assertion that two processes are shown at once is good at one of them', async t => {
	const own = await aSandbox(t, {clock: systemClock});
	const rival = aRival(t, own.directory);
	const tokenId = await aToken(own.call, await own.signIn());
	for (let round = 0; round < 5; round += 1) {
		const form = formOf(tokenId, await anAssertion({tokenId, now: systemClock.now()}));
		const replies = await Promise.all([
			own.call('POST', tokenPath, {form}),
			rival.call('POST', tokenPath, {form}),
		]);
		assert.deepEqual(replies.map(({status}) => status).sort(), [200, 401]);
	}
});

test('a sandbox killed anywhere leaves only whole records, and the next one goes on with them', async t => {
	const own = await aSandbox(t, {clock: systemClock});
	const session = await own.signIn();
	const path = `/iam/v1/tokens/${await aToken(own.call, session)}`;
	const body = {name: 'written', authenticationMethod: methodOf()};
	const kept = new Set<string>();
	for (let round = 0; round < 15; round += 1) {
		const rival = aRival(t, own.directory);
		const exited = once(rival.child, 'exit');
		let answers = 0;
		const send = async (method: string, at: string, given: unknown) => {
			const reply = await rival.call(method, at, {session, body: given});
			answers += 1;
			// Other requests are under way at this moment, each at a point of its own.
			if (answers === 1 + round * 2) rival.child.kill('SIGKILL');
			return reply;
		};
		const work = async (): Promise<never> => {
			for (;;) {
				const doomed = textAt((await send('POST', '/iam/v1/tokens', body)).body, 'id');
				await send('PATCH', path, {name: `by ${doomed}`});
				await send('DELETE', `/iam/v1/tokens/${doomed}`, undefined);
				kept.add(textAt((await send('POST', '/iam/v1/tokens', body)).body, 'id'));
			}
		};
		for (let workers = 0; workers < 4; workers += 1) void work();
		await exited;
		assert.equal((await own.call('PATCH', path, {session, body: {name: `round ${round}`}})).status, 200);
		assert.equal(textAt((await own.call('GET', path, {session})).body, 'name'), `round ${round}`);
	}

	for (const entry of await readdir(own.directory, {recursive: true, withFileTypes: true})) {
		if (!entry.name.endsWith('.json')) continue;
		const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
		assert.doesNotThrow(() => JSON.parse(text), entry.name);
	}
	for (const id of kept) assert.equal((await own.call('GET', `/iam/v1/tokens/${id}`, {session})).status, 200);
	await own.signIn();
	assert.deepEqual(await readdir(join(own.directory, 'temporary')), []);
	assert.ok(kept.size > 0);
});
