import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import {fail, ok} from '../result.ts';
import type {Listen, ListenError, LocalReply} from './listen.ts';
import {findPortHolder} from './port-holder.ts';

const requestLimitMs = 5000;
const mostConnections = 32;

const joined = (headers: IncomingHttpHeaders): Readonly<Record<string, string | undefined>> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
	);

const send = (response: ServerResponse, {status, headers, body}: LocalReply) => {
	response.writeHead(status, {...headers, connection: 'close', 'content-length': Buffer.byteLength(body)});
	response.end(body);
};

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

const refused = async (error: unknown, port: number): Promise<ListenError> => {
	const code = codeOf(error);
	if (code !== 'EADDRINUSE') return {kind: 'not-allowed', code};
	const holder = await findPortHolder(port);
	return {kind: 'taken', ...(holder && {holder})};
};

/** Listens on a port of 127.0.0.1 with node's own server; neither it nor a browser's open connection keeps the program running. */
export const listenOnLoopback: Listen = async (port, answer) => {
	let underWay = 0;
	let isClosed = false;
	const server = createServer(
		{requestTimeout: requestLimitMs, headersTimeout: requestLimitMs, connectionsCheckingInterval: 1000},
		(request, response) => {
			// A body has no place here: it is neither read nor waited for.
			request.on('error', () => undefined);
			underWay += 1;
			response.once('close', () => {
				underWay -= 1;
				if (isClosed && underWay === 0) server.closeAllConnections();
			});
			const {method = '', url = '', headers} = request;
			answer({method, target: url, headers: joined(headers)}).then(
				reply => send(response, reply),
				() => response.destroy(),
			);
		},
	);
	server.maxConnections = mostConnections;
	server.on('connection', socket => socket.unref());
	server.on('clientError', (_error, socket) => socket.destroy());
	try {
		server.listen({port, host: '127.0.0.1', exclusive: true});
		await once(server, 'listening');
	} catch (error) {
		return fail(await refused(error, port));
	}
	server.unref();
	const address = server.address();
	return ok({
		port: typeof address === 'object' && address ? address.port : port,
		close() {
			isClosed = true;
			server.close();
			if (underWay === 0) server.closeAllConnections();
			else server.closeIdleConnections();
		},
	});
};
