import {createServer, type RequestListener, type Server} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response';
import {fail, ok, type Result} from '../result.ts';
import {guardRequest} from './guard-request.ts';
import {type DirectoryError, prepareDirectory} from './prepare-directory.ts';
import {refusalResponse} from './refusal.ts';
import {makeSandbox, type SandboxOptions} from './sandbox.ts';

/** Why the sandbox is not served. */
export type ServeError =
	| DirectoryError
	| {readonly kind: 'port-taken' | 'not-permitted' | 'listen-failed'; readonly message: string};

/** A sandbox at its port; closing it ends open connections too. */
export type ServedSandbox = {readonly origin: string; readonly close: () => Promise<void>};

type Outgoing = {
	readonly destroy: () => unknown;
	readonly socket?: {readonly end: () => unknown} | null;
};

type Answer = (request: Request, bindings: {readonly outgoing: Outgoing}) => Promise<Response>;

// A client that pauses, on a busy machine too, must not send on a connection that is closed just then.
const httpOptions = {keepAliveTimeout: 60_000};

const listen = async (server: Server, host: string, port: number): Promise<Result<number, string>> =>
	new Promise(resolve => {
		server.once('error', error => {
			resolve(fail('code' in error ? String(error.code) : error.message));
		});
		server.listen({host, port, ipv6Only: true}, () => {
			const address = server.address();
			resolve(ok(typeof address === 'object' && address !== null ? address.port : port));
		});
	});

const close = async (server: Server): Promise<void> =>
	new Promise(resolve => {
		server.close(() => {
			resolve();
		});
		server.closeAllConnections();
	});

const listenError = (port: number, code: string): ServeError => {
	if (code === 'EADDRINUSE')
		return {kind: 'port-taken', message: `Port ${port} is taken by another program.`};
	if (code === 'EACCES')
		return {kind: 'not-permitted', message: `Port ${port} can't be opened without more rights.`};
	return {kind: 'listen-failed', message: `Port ${port} can't be opened (${code}).`};
};

/** Compresses what calls itself compressed: inside the process, as behind `fetch`, bodies are plain. */
const compressed = (response: Response): Response =>
	response.body !== null && response.headers.get('content-encoding') === 'gzip'
		? new Response(response.body.pipeThrough(new CompressionStream('gzip')), response)
		: response;

/** Ends the connection where a body breaks off, after what came before it; a server would make an error of its own of it. */
const breakingOff = (response: Response, outgoing: Outgoing): Response => {
	if (response.body === null || response.headers.get('transfer-encoding') !== 'chunked') return response;
	const reader = response.body.getReader();
	const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
		try {
			const {done, value} = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		} catch {
			outgoing.socket?.end();
			// Neither an end nor an error: the closed connection ends it.
			await new Promise<never>(() => undefined);
		}
	};
	return new Response(new ReadableStream<Uint8Array>({pull}, {highWaterMark: 0}), response);
};

/** Listens on both loopback addresses, on one port; a machine without the second one does with the first. */
const listenOnLoopback = async (
	port: number,
	listener: RequestListener,
	triesLeft = 5,
): Promise<Result<{readonly port: number; readonly servers: readonly Server[]}, ServeError>> => {
	const four = createServer(httpOptions, listener);
	const listening = await listen(four, '127.0.0.1', port);
	if (!listening.ok) return fail(listenError(port, listening.error));
	const six = createServer(httpOptions, listener);
	const both = await listen(six, '::1', listening.value);
	if (both.ok) return ok({port: listening.value, servers: [four, six]});
	// Another program there would get half of the requests to `localhost`.
	if (both.error === 'EADDRINUSE') {
		await close(four);
		if (port === 0 && triesLeft > 0) return listenOnLoopback(port, listener, triesLeft - 1);
		return fail(listenError(listening.value, both.error));
	}
	return ok({port: listening.value, servers: [four]});
};

/**
 * Serves a sandbox over HTTP on the loopback addresses. Port 0 takes a free one; the origin given is used with the port it
 * became.
 */
export const serveSandbox = async (
	options: SandboxOptions & {readonly port: number},
): Promise<Result<ServedSandbox, ServeError>> => {
	const {port, random, autoApprove = false} = options;
	const prepared = await prepareDirectory(options.directory);
	if (!prepared.ok) return prepared;

	// Requests may come in as soon as the port is open, and the origin is known only then: they wait for it.
	let open: (answer: Answer) => void = () => undefined;
	const opened = new Promise<Answer>(resolve => {
		open = resolve;
	});
	const listener = getRequestListener(async (request, bindings) => (await opened)(request, bindings), {
		overrideGlobalObjects: false,
	});
	const listening = await listenOnLoopback(port, listener);
	if (!listening.ok) return listening;
	const origin = new URL(options.origin);
	origin.port = String(listening.value.port);
	const sandbox = await makeSandbox({...options, origin: origin.origin});

	open(async (request, {outgoing}) => {
		const guarded = guardRequest(request, {port: listening.value.port, autoApprove});
		if (!guarded.ok) return refusalResponse(guarded.error, random.uuid());
		try {
			return breakingOff(compressed(await sandbox.fetch(request)), outgoing);
		} catch {
			// Only chaos and interceptors throw: it stands for a connection that breaks.
			outgoing.destroy();
			return RESPONSE_ALREADY_SENT;
		}
	});
	return ok({
		origin: origin.origin,
		close: async () => {
			await Promise.all(listening.value.servers.map(close));
		},
	});
};
