import {Agent, buildConnector, fetch} from 'undici';
import type {Fetch} from './fetch.ts';
import {openTunnel} from './open-tunnel.ts';
import type {WebProxy} from './route-to.ts';

/** Shorter than what a request may wait for its reply, so that a silent proxy is named. */
const tunnelLimitMs = 8000;

const connectorThrough = (proxy: WebProxy): buildConnector.connector => {
	const secure = buildConnector({timeout: tunnelLimitMs});
	return (options, callback) => {
		const isSecure = options.protocol === 'https:';
		const {hostname} = options;
		const end = {
			host: hostname.includes(':') ? `[${hostname.replace(/^\[|\]$/g, '')}]` : hostname,
			port: options.port || (isSecure ? '443' : '80'),
		};
		openTunnel(proxy, end, tunnelLimitMs).then(
			socket => {
				if (isSecure) secure({...options, httpSocket: socket}, callback);
				else callback(null, socket);
			},
			(error: Error) => callback(error, null),
		);
	};
};

type Body = NonNullable<Awaited<ReturnType<typeof fetch>>['body']>;

/** Hands a body on in the platform's own form, chunk by chunk as it is asked for. */
const streamOf = (body: Body): ReadableStream<Uint8Array> => {
	const reader = body.getReader();
	return new ReadableStream({
		async pull(controller) {
			const {done, value} = await reader.read();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		cancel: async reason => reader.cancel(reason),
	});
};

/** Makes a `fetch` that goes through a proxy: Node 20's own knows none. */
export const makeProxiedFetch = (proxy: WebProxy): Fetch => {
	const dispatcher = new Agent({connect: connectorThrough(proxy)});
	return async (input, init) => {
		const request = new Request(input, init);
		const body = request.body ? await request.arrayBuffer() : undefined;
		const response = await fetch(request.url, {
			method: request.method,
			headers: [...request.headers],
			redirect: request.redirect,
			signal: init?.signal ?? request.signal,
			dispatcher,
			...(body && {body}),
		});
		return new Response(response.body && streamOf(response.body), {
			status: response.status,
			statusText: response.statusText,
			headers: [...response.headers],
		});
	};
};
