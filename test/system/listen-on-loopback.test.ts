import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {type TestContext, test} from 'node:test';
import type {LocalReply, LocalRequest} from '../../source/system/listen.ts';
import {listenOnLoopback} from '../../source/system/listen-on-loopback.ts';
import {findPortHolder} from '../../source/system/port-holder.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';

const page = (body: string): LocalReply => ({status: 200, headers: {'content-type': 'text/plain'}, body});

const aListener = async (t: TestContext, answer: (request: LocalRequest) => Promise<LocalReply>) => {
	const listening = await listenOnLoopback(0, answer);
	assert.ok(listening.ok);
	t.after(() => listening.value.close());
	return listening.value;
};

const aConnection = async (t: TestContext, port: number) => {
	const socket = connect(port, '127.0.0.1');
	t.after(() => socket.destroy());
	await once(socket, 'connect');
	return socket;
};

const all = async (socket: Awaited<ReturnType<typeof aConnection>>): Promise<string> => {
	let seen = '';
	for await (const chunk of socket) seen += String(chunk);
	return seen;
};

test('a request is handed over with its method, target and headers, and gets its page on a connection that ends', async t => {
	const seen: LocalRequest[] = [];
	const {port} = await aListener(t, async request => {
		seen.push(request);
		return page('hello');
	});
	const socket = await aConnection(t, port);
	socket.write('GET /callback?state=1 HTTP/1.1\r\nHost: a.example\r\nX-Two: a\r\nX-Two: b\r\n\r\n');
	const reply = await all(socket);
	assert.match(reply, /^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*\r\n\r\nhello$/i);
	const {method, target, headers} = seen[0] ?? {};
	assert.deepEqual(
		[method, target, headers?.['host'], headers?.['x-two']],
		['GET', '/callback?state=1', 'a.example', 'a, b'],
	);
});

test('it listens on 127.0.0.1 and on no other address of this machine', async t => {
	const {port} = await aListener(t, async () => page(''));
	const other = connect(port, '127.0.0.2');
	const [error] = await once(other, 'error');
	assert.equal(error.code, 'ECONNREFUSED');
});

test('closing lets a reply that is under way be sent, drops every idle connection, and listens no more', async t => {
	let release = () => {};
	const held = new Promise<void>(resolve => {
		release = resolve;
	});
	let arrived = () => {};
	const hasArrived = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const {port, close} = await aListener(t, async () => {
		arrived();
		await held;
		return page('late');
	});
	const idle = await aConnection(t, port);
	const busy = await aConnection(t, port);
	busy.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	await hasArrived;
	close();
	release();
	assert.match(await all(busy), /late$/);
	assert.equal(await all(idle), '');
	const again = connect(port, '127.0.0.1');
	assert.equal((await once(again, 'error'))[0].code, 'ECONNREFUSED');
});

test('what is no HTTP is dropped, and the next request answered', async t => {
	const {port} = await aListener(t, async () => page('fine'));
	const broken = await aConnection(t, port);
	broken.write('\u0016\u0003\u0001 nonsense\r\n\r\n');
	assert.equal(await all(broken), '');
	const good = await aConnection(t, port);
	good.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	assert.match(await all(good), /fine$/);
});

test('a page that can not be made ends the connection, not the program', async t => {
	const {port} = await aListener(t, async () => {
		throw new Error('no page');
	});
	const socket = await aConnection(t, port);
	socket.on('error', () => undefined);
	socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
	await once(socket, 'close');
	assert.equal(socket.bytesRead, 0);
});

test('a port that is taken is said, with the program that has it', async t => {
	const other = createServer().listen(0, '127.0.0.1');
	t.after(() => other.close());
	await once(other, 'listening');
	const address = other.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const refused = await listenOnLoopback(port, async () => page(''));
	assert.ok(!refused.ok && refused.error.kind === 'taken');
	// Only Linux lets one see who it is.
	if (process.platform === 'linux') assert.equal(refused.error.holder?.pid, process.pid);
});

test('the holder of a port that nobody has is nobody', async () => {
	assert.equal(await findPortHolder(1), undefined);
});

test('neither the port nor a connection that a browser leaves open keeps the program running', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'listen-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	const child = spawn(process.execPath, [await bundleFixture('listen-child', folder)], {
		stdio: ['ignore', 'pipe', 'ignore'],
		timeout: 20_000,
	});
	const written = text(child.stdout);
	const [code] = await once(child, 'exit');
	assert.deepEqual([code, await written], [0, 'nothing']);
});
