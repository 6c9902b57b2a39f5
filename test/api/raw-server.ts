import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';
import type {TestContext} from 'node:test';

/** One request as it came in over the wire. */
export type RawRequest = {readonly head: string; readonly body: string};

/** What a test says to a request, byte by byte. */
export type Respond = (socket: Socket, request: RawRequest, count: number) => void;

const bodyLength = (head: string) => Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);

/** Serves raw bytes on a free port: HTTP as broken as a test wants it. */
export const rawServer = async (t: TestContext, respond: Respond) => {
	const requests: RawRequest[] = [];
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		let seen = Buffer.alloc(0);
		// A connection that the client drops is part of what is tested.
		socket.on('error', () => {});
		socket.on('data', chunk => {
			seen = Buffer.concat([seen, chunk]);
			const end = seen.indexOf('\r\n\r\n');
			if (end === -1) return;
			const head = seen.subarray(0, end).toString('latin1');
			const length = bodyLength(head);
			if (seen.length < end + 4 + length) return;
			const request = {head, body: seen.subarray(end + 4, end + 4 + length).toString()};
			seen = seen.subarray(end + 4 + length);
			requests.push(request);
			respond(socket, request, requests.length);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.after(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {origin: `http://127.0.0.1:${port}`, requests};
};

type Head = Readonly<Record<string, string | number>>;

/** The bytes of a whole reply, after which the connection is closed. */
export const replyBytes = (status: number, body: string | Uint8Array, headers: Head = {}): Buffer => {
	const bytes = Buffer.from(body);
	const all = {
		'content-type': 'application/json',
		'content-length': bytes.length,
		connection: 'close',
		...headers,
	};
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
	return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${lines.join('\r\n')}\r\n\r\n`), bytes]);
};

/** Answers every request with the same reply; an error's body may be given as an object. */
export const always =
	(status: number, body: unknown, headers: Head = {}): Respond =>
	socket => {
		socket.end(replyBytes(status, typeof body === 'string' ? body : JSON.stringify(body), headers));
	};
