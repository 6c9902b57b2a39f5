import type {Agent, IncomingMessage} from 'node:http';
import http from 'node:http';
import https from 'node:https';
import {pipeline, type Transform} from 'node:stream';
import {createBrotliDecompress, createGunzip, createInflate} from 'node:zlib';
import type {Fetch, FetchReply} from './fetch.ts';

// Functions: a member of `node:zlib` loads it where it is mentioned.
const decoders: Readonly<Record<string, () => Transform>> = {
	gzip: () => createGunzip(),
	'x-gzip': () => createGunzip(),
	deflate: () => createInflate(),
	br: () => createBrotliDecompress(),
};

const bodyOf = (response: IncomingMessage): FetchReply['body'] => {
	const decoder = decoders[response.headers['content-encoding']?.toLowerCase() ?? ''];
	// Whoever reads the end of it is told what broke it, so nobody has to be told here.
	return decoder ? pipeline(response, decoder(), () => undefined) : response;
};

const replyOf = (response: IncomingMessage): FetchReply => {
	const {headers, statusCode: status = 0} = response;
	return {
		status,
		headers: {
			get(name) {
				const value = headers[name.toLowerCase()];
				return value === undefined ? null : String(value);
			},
			getSetCookie: () => headers['set-cookie'] ?? [],
			keys: () => Object.keys(headers).values(),
		},
		body: bodyOf(response),
	};
};

/** Finds the agent whose connections lead to an address; without one they lead there straight. */
export type AgentFor = (url: URL) => Agent | undefined;

/**
 * Makes a `fetch` of Node's own HTTP client, which a start has loaded in a fifth of the time that the global `fetch`
 * takes. No redirect is followed.
 */
export const makeHttpFetch =
	(agentFor: AgentFor): Fetch =>
	async (address, {method = 'GET', headers = {}, body, signal} = {}) =>
		new Promise((settle, reject) => {
			const url = new URL(address);
			const agent = agentFor(url);
			const request = (url.protocol === 'https:' ? https : http).request(url, {
				method,
				headers: {'accept-encoding': 'gzip, deflate, br', ...headers},
				...(signal && {signal}),
				...(agent && {agent}),
				// A name for TLS, which a plain connection has no use for; making it up takes a first request 2 ms.
				...(url.protocol === 'http:' && {servername: ''}),
			});
			request.on('response', response => settle(replyOf(response)));
			request.on('error', reject);
			request.end(body);
		});
