import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdir, writeFile} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import type {SandboxOptions} from '../../source/sandbox/sandbox.ts';
import {serveSandbox} from '../../source/sandbox/serve-sandbox.ts';
import {systemRandom} from '../../source/system/random.ts';
import {rawRequest} from './a-raw-request.ts';
import {aClock, aFolder, rsaPem, textAt} from './a-sandbox.ts';

const aServedSandbox = async (t: TestContext, options: Partial<SandboxOptions> = {}) => {
	const served = await serveSandbox({
		directory: await aFolder(t),
		origin: 'http://localhost:2777',
		clock: aClock(),
		random: systemRandom,
		...options,
		port: 0,
	});
	assert.ok(served.ok);
	t.after(served.value.close);
	return served.value;
};

const authUrl = {
	method: 'POST',
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({publicKey: rsaPem, uxClient: 4}),
};

test('a free port is found, and the addresses given out are of that port', async t => {
	const {origin} = await aServedSandbox(t);
	assert.match(origin, /^http:\/\/localhost:\d+$/);
	const reply = await rawRequest({url: `${origin}/api/auth/url`, ...authUrl});
	assert.equal(reply.status, 200);
	assert.ok(textAt(JSON.parse(reply.text), 'authUrl').startsWith(`${origin}/authorize?state=`));
});

test('it answers at 127.0.0.1 by name and by number, with no CORS headers and its own clock’s date', async t => {
	const {origin} = await aServedSandbox(t);
	const {port} = new URL(origin);
	for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
		const reply = await rawRequest({
			url: `http://127.0.0.1:${port}/iam/.well-known/jwks.json`,
			headers: {host},
		});
		assert.equal(reply.status, 200, host);
		assert.ok(!Object.keys(reply.headers).some(name => name.startsWith('access-control')));
		assert.equal(reply.headers.date, new Date(aClock().now()).toUTCString());
	}
});

test('a connection is kept for a minute, so that one who pauses does not send on a closed one', async t => {
	const {origin} = await aServedSandbox(t);
	const reply = await fetch(`${origin}/iam/.well-known/jwks.json`);
	await reply.text();
	assert.equal(reply.headers.get('keep-alive'), 'timeout=60');
});

test('a request for any other host is refused', async t => {
	const {origin} = await aServedSandbox(t);
	const {port} = new URL(origin);
	for (const host of [
		'attacker.example',
		`attacker.example:${port}`,
		'localhost',
		'localhost:1',
		`localhost.attacker.example:${port}`,
	]) {
		const reply = await rawRequest({
			url: `http://127.0.0.1:${port}/iam/.well-known/jwks.json`,
			headers: {host},
		});
		assert.equal(reply.status, 403, host);
		assert.ok(textAt(JSON.parse(reply.text), 'traceId'));
	}
});

test('a page of another origin changes nothing, and the sandbox’s own page does', async t => {
	const {origin} = await aServedSandbox(t);
	const {port} = new URL(origin);
	const send = async (headers: Record<string, string>) =>
		rawRequest({url: `${origin}/api/auth/url`, ...authUrl, headers: {...authUrl.headers, ...headers}});
	for (const from of [
		'https://attacker.example',
		'null',
		'http://localhost:3000',
		`https://localhost:${port}`,
		`http://localhost:${port}.example`,
	]) {
		assert.equal((await send({origin: from})).status, 403, from);
	}
	for (const site of ['cross-site', 'same-site'])
		assert.equal((await send({'sec-fetch-site': site})).status, 403, site);
	assert.equal((await send({origin, 'sec-fetch-site': 'same-origin'})).status, 200);
	assert.equal((await send({'sec-fetch-site': 'none'})).status, 200);
});

test('a link from elsewhere opens the sign-in page, but never accepts or fetches anything', async t => {
	const foreign = {headers: {'sec-fetch-site': 'cross-site'}};
	const asking = await aServedSandbox(t);
	assert.equal((await rawRequest({url: `${asking.origin}/authorize?state=x`, ...foreign})).status, 404);
	assert.equal((await rawRequest({url: `${asking.origin}/api/session-id?state=x`, ...foreign})).status, 403);
	const accepting = await aServedSandbox(t, {autoApprove: true});
	assert.equal((await rawRequest({url: `${accepting.origin}/authorize?state=x`, ...foreign})).status, 403);
});

test('a body over one mebibyte is refused with 413, announced or not', async t => {
	const {origin} = await aServedSandbox(t);
	const {port} = new URL(origin);
	const answerTo = async (head: string, body: string) => {
		const socket = connect(Number(port), '127.0.0.1');
		t.after(() => socket.destroy());
		await once(socket, 'connect');
		socket.on('error', () => {
			// The sandbox may close before it has read everything: the answer has come by then.
		});
		socket.write(`POST /api/auth/url HTTP/1.1\r\nHost: localhost:${port}\r\n${head}\r\n\r\n${body}`);
		const [answer] = await once(socket, 'data');
		return String(answer).split('\r\n')[0];
	};
	assert.match(String(await answerTo('Content-Length: 1048577', '')), / 413 /);
	const chunk = `${(1024 * 1024 + 1).toString(16)}\r\n${'x'.repeat(1024 * 1024 + 1)}\r\n0\r\n\r\n`;
	assert.match(String(await answerTo('Transfer-Encoding: chunked', chunk)), / 413 /);
	assert.equal((await rawRequest({url: `${origin}/api/auth/url`, ...authUrl})).status, 200);
});

test('an interceptor that throws breaks the connection', async t => {
	const {origin} = await aServedSandbox(t, {
		intercept: async () => {
			throw new Error('held back');
		},
	});
	await assert.rejects(rawRequest({url: `${origin}/iam/.well-known/jwks.json`}), {code: 'ECONNRESET'});
});

test('a port that is taken is a failure that says so', async t => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	t.after(() => other.close());
	const address = other.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const served = await serveSandbox({
		directory: await aFolder(t),
		origin: `http://localhost:${port}`,
		clock: aClock(),
		random: systemRandom,
		port,
	});
	assert.ok(!served.ok);
	assert.equal(served.error.kind, 'port-taken');
	assert.match(served.error.message, new RegExp(String(port)));
});

test('a directory of somebody else’s, or one that can’t be made, is a failure that says so', async t => {
	const folder = await aFolder(t);
	await mkdir(join(folder, 'mine'));
	await writeFile(join(folder, 'mine', 'diary.txt'), '');
	await writeFile(join(folder, 'file'), '');
	const kindFor = async (directory: string) => {
		const options = {directory, origin: 'http://localhost:1', clock: aClock(), random: systemRandom, port: 0};
		const served = await serveSandbox(options);
		return served.ok ? 'served' : served.error.kind;
	};
	assert.equal(await kindFor(join(folder, 'mine')), 'foreign-directory');
	assert.equal(await kindFor(join(folder, 'file')), 'foreign-directory');
	assert.equal(await kindFor(join(folder, 'file', 'below')), 'storage-failed');
});

test('after closing, the port is free and held connections have ended', async t => {
	const {origin, close} = await aServedSandbox(t);
	const {port} = new URL(origin);
	const socket = connect(Number(port), '127.0.0.1');
	await once(socket, 'connect');
	socket.write(`GET /iam/.well-known/jwks.json HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
	await once(socket, 'data');
	const ended = once(socket, 'close');
	await close();
	await ended;
	await assert.rejects(rawRequest({url: `http://127.0.0.1:${port}/`}), {code: 'ECONNREFUSED'});
});
