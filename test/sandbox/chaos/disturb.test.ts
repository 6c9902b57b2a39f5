import assert from 'node:assert/strict';
import {once} from 'node:events';
import {request} from 'node:http';
import {connect} from 'node:net';
import {type TestContext, test} from 'node:test';
import {gunzipSync} from 'node:zlib';
import {parseChaosRule} from '../../../source/sandbox/chaos/chaos-rule.ts';
import {type ChaosFault, chaosWords} from '../../../source/sandbox/chaos/chaos-words.ts';
import type {SandboxOptions} from '../../../source/sandbox/sandbox.ts';
import {serveSandbox} from '../../../source/sandbox/serve-sandbox.ts';
import {systemRandom} from '../../../source/system/random.ts';
import {fakeClock} from '../../fake-clock.ts';
import {rawRequest} from '../a-raw-request.ts';
import {aClock, aFolder, aSandbox, methodOf, origin, type Reply, textAt} from '../a-sandbox.ts';

const rulesOf = (...texts: readonly string[]) =>
	texts.map(text => {
		const rule = parseChaosRule(text);
		assert.ok(rule.ok, `${text}: ${rule.ok || rule.error}`);
		return rule.value;
	});

const jwks = '/iam/.well-known/jwks.json';

/** Two sandboxes over one folder: one that misbehaves when tokens are made, and one to look with. */
const twoSandboxes = async (t: TestContext, ...texts: readonly string[]) => {
	const calm = await aSandbox(t);
	const wild = await aSandbox(t, {directory: calm.directory, clock: calm.clock, chaos: rulesOf(...texts)});
	const session = await calm.signIn();
	const create = async () =>
		wild.call('POST', '/iam/v1/tokens', {
			session,
			body: {name: 'ci-signer', authenticationMethod: methodOf()},
		});
	const count = async () => Object((await calm.call('GET', '/iam/v1/tokens', {session})).body).tokens.length;
	return {calm, wild, session, create, count};
};

const aServer = async (t: TestContext, options: Partial<SandboxOptions>) => {
	const served = await serveSandbox({
		directory: await aFolder(t),
		origin: 'http://localhost',
		clock: aClock(),
		random: systemRandom,
		autoApprove: true,
		...options,
		port: 0,
	});
	assert.ok(served.ok);
	t.after(served.value.close);
	return served.value;
};

/** How many tokens there are after a create met each fault, and how the reply looked. */
const outcomes: Readonly<
	Record<ChaosFault, {readonly text: string; readonly made: number; readonly reply: RegExp}>
> = {
	status: {text: 'status=503', made: 0, reply: /^503 .*"name":"UnexpectedError".*"traceId":"/},
	'drop-before': {text: 'drop-before', made: 0, reply: /^broken$/},
	'drop-after': {text: 'drop-after', made: 1, reply: /^broken$/},
	truncate: {text: 'truncate', made: 1, reply: /^broken$/},
	html: {text: 'html', made: 0, reply: /^200 <!doctype html>/},
	'not-json': {text: 'not-json', made: 1, reply: /^200 The service is busy/},
	'wrong-json': {
		text: 'wrong-json',
		made: 1,
		reply: /^200 \{"id":36,"ari":\d+,.*"name":9,.*"scopes":\[\]\}$/,
	},
	'gzip-bomb': {text: 'gzip-bomb', made: 1, reply: /^200 blanks \{"id":".{36}",/},
	huge: {text: 'huge', made: 1, reply: /^200 blanks \{"id":".{36}",/},
	redirect: {text: 'redirect', made: 0, reply: /^302 \{?\}?$/},
	hold: {text: 'hold', made: 0, reply: /^broken$/},
};

/** Reads a reply as it comes, without keeping the blanks. */
const said = async (promise: Promise<Response>) => {
	try {
		const response = await promise;
		let text = '';
		let blanks = 0;
		for await (const chunk of response.body ?? []) {
			const more = new TextDecoder().decode(chunk);
			if (more.trim() === '') blanks += more.length;
			else text += more;
		}
		return `${response.status} ${blanks > 8 * 1024 * 1024 ? 'blanks ' : ''}${text}`;
	} catch {
		return 'broken';
	}
};

for (const [fault, {text, made, reply}] of Object.entries(outcomes)) {
	test(`${fault}: what the client meets, and whether the request had its effect`, async t => {
		const {wild, session, count} = await twoSandboxes(t, `POST /iam/v1/tokens ${text}`);
		const gone = new AbortController();
		const answered = said(
			wild.sandbox.fetch(
				new Request(`${origin}/iam/v1/tokens`, {
					method: 'POST',
					headers: {cookie: `portal-session-local=${session}`, 'content-type': 'application/json'},
					body: JSON.stringify({name: 'ci-signer', authenticationMethod: methodOf()}),
					signal: gone.signal,
				}),
			),
		);
		if (fault === 'hold') gone.abort();
		assert.match(await answered, reply);
		assert.equal(await count(), made);
		assert.equal((await wild.call('GET', '/iam/v1/tokens', {session})).status, 200);
	});
}

test('the words of the table and the faults that are tried here are the same', () => {
	assert.deepEqual(
		chaosWords.filter(({kind}) => kind === 'fault').map(({name}) => name),
		Object.keys(outcomes),
	);
});

test('with done, a request has its effect and is then refused', async t => {
	for (const fault of ['status=503', 'html=502', 'redirect']) {
		const {create, count} = await twoSandboxes(t, `POST /iam/v1/tokens ${fault} done`);
		assert.ok((await create()).status >= 302);
		assert.equal(await count(), 1);
	}
});

test('rules count requests: after so many, so many times, and no other request', async t => {
	const {create, wild, session, count} = await twoSandboxes(
		t,
		'POST /iam/v1/tokens status=500 after=1 times=2',
	);
	const statuses: number[] = [];
	for (let round = 0; round < 5; round += 1) {
		statuses.push((await create()).status);
		assert.equal((await wild.call('GET', '/iam/v1/tokens', {session})).status, 200);
	}
	assert.deepEqual(statuses, [200, 500, 500, 200, 200]);
	assert.equal(await count(), 3);
});

test('the first rule whose turn it is decides, and the later ones do not count the request', async t => {
	const {wild} = await twoSandboxes(
		t,
		'GET /iam/*.json status=500 times=1',
		'* * status=429 retry-after=3 times=2',
	);
	const replies: Reply[] = [];
	for (let round = 0; round < 4; round += 1) replies.push(await wild.call('GET', jwks));
	assert.deepEqual(
		replies.map(({status}) => status),
		[500, 429, 429, 200],
	);
	assert.equal(replies[1]?.headers.get('retry-after'), '3');
	assert.equal(textAt(replies[1]?.body, 'name'), 'TooManyRequestsError');
});

test('which requests are hit is settled by the order in which they come, not by how long they take', async t => {
	const {wild} = await twoSandboxes(t, 'GET * status=503 after=2 times=3');
	const replies = await Promise.all(Array.from({length: 8}, async () => wild.call('GET', jwks)));
	assert.deepEqual(
		replies.map(({status}) => status),
		[200, 200, 503, 503, 503, 200, 200, 200],
	);
});

test('the token endpoint fails in the form of OAuth', async t => {
	const {call} = await aSandbox(t, {
		chaos: rulesOf('POST /auth/* status=401 times=1', 'POST /auth/* status=503'),
	});
	for (const [status, error] of [
		[401, 'invalid_client'],
		[503, 'temporarily_unavailable'],
	] as const) {
		const reply = await call('POST', '/auth/oauth2/token', {form: {}});
		assert.deepEqual([reply.status, textAt(reply.body, 'error')], [status, error]);
	}
});

test('slow rules and latency add up, by the clock, and leave the answer as it is', async t => {
	const clock = fakeClock();
	const {call} = await aSandbox(t, {
		clock: {...clock, sleep: async ms => clock.sleep(ms)},
		random: {...systemRandom, fraction: () => 0.5},
		chaos: rulesOf('GET * slow=1000', 'GET /iam/* slow=200 times=1', 'GET /iam/* status=500 after=1'),
		latencyMs: [10, 30],
	});
	assert.equal((await call('GET', jwks)).status, 200);
	assert.equal((await call('GET', jwks)).status, 500);
	assert.deepEqual(clock.slept, [1220, 1020]);
});

test('every reply of chaos carries the sandbox’s own date', async t => {
	for (const effect of ['status=503', 'html', 'redirect', 'not-json', 'wrong-json']) {
		const {sandbox, clock} = await aSandbox(t, {chaos: rulesOf(`* * ${effect}`)});
		const {headers} = await sandbox.fetch(new Request(origin + jwks));
		assert.equal(headers.get('date'), new Date(clock.now()).toUTCString(), effect);
	}
});

test('over HTTP, a broken connection is broken: before, after, and at every byte of a reply', async t => {
	for (const effect of ['drop-before', 'drop-after', 'truncate', ...[0, 1, 100].map(n => `truncate=${n}`)]) {
		const {origin} = await aServer(t, {chaos: rulesOf(`GET * ${effect}`)});
		await assert.rejects(rawRequest({url: origin + jwks}), {code: 'ECONNRESET'}, effect);
		await assert.rejects(
			fetch(origin + jwks).then(async response => response.json()),
			TypeError,
			effect,
		);
	}
});

test('over HTTP, a truncated reply gives the bytes that were asked for', async t => {
	const {origin} = await aServer(t, {chaos: rulesOf('GET * truncate=20')});
	const socket = connect(Number(new URL(origin).port), '127.0.0.1');
	t.after(() => socket.destroy());
	socket.write(`GET ${jwks} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n\r\n`);
	let text = '';
	socket.on('data', data => {
		text += String(data);
	});
	await once(socket, 'close');
	const [head = '', body = ''] = text.split('\r\n\r\n');
	assert.match(head, /^HTTP\/1\.1 200 /);
	assert.equal(body, '14\r\n{"keys":[{"kty":"EC"\r\n');
});

test('over HTTP, the gzip bomb is small and grows over any limit, with the reply at its end', async t => {
	const {origin} = await aServer(t, {chaos: rulesOf('GET * gzip-bomb')});
	const chunks: Buffer[] = [];
	const outgoing = request(origin + jwks, {agent: false}).end();
	const [incoming] = await once(outgoing, 'response');
	assert.equal(incoming.headers['content-encoding'], 'gzip');
	for await (const chunk of incoming) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	assert.ok(bytes.length < 512 * 1024);
	const plain = gunzipSync(bytes);
	assert.ok(plain.length > 64 * 1024 * 1024);
	assert.ok(JSON.parse(plain.subarray(-1024).toString()).keys.length === 1);
});

test('over HTTP, a held request ends when the client goes, and the sandbox can close while one is held', async t => {
	let came = () => {};
	const bothCame = new Promise<void>(resolve => {
		let count = 0;
		came = () => {
			count += 1;
			if (count === 2) resolve();
		};
	});
	const {origin, close} = await aServer(t, {
		chaos: rulesOf('GET * hold times=2'),
		async intercept(request, next) {
			came();
			return next(request);
		},
	});
	const leaving = new AbortController();
	const left = fetch(origin + jwks, {signal: leaving.signal});
	const held = fetch(origin + jwks);
	// Of requests sent at once any may come in first.
	await bothCame;
	await (await fetch(origin + jwks)).text();
	leaving.abort();
	await assert.rejects(left, {name: 'AbortError'});
	const ended = assert.rejects(held, TypeError);
	await close();
	await ended;
});
