import type {ClientRequest, IncomingMessage, RequestOptions} from 'node:http';
import {request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';
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
	const decoder = decoders[response.headers['content-encoding'] ?? ''];
	// Whoever reads the end of it is told what broke it, so nobody has to be told here.
	return decoder ? pipeline(response, decoder(), () => undefined) : response;
};

const replyOf = (response: IncomingMessage): FetchReply => ({
	status: response.statusCode ?? 0,
	headers: {
		get(name) {
			const value = response.headers[name.toLowerCase()];
			return value === undefined ? null : String(value);
		},
	},
	body: bodyOf(response),
});

/**
 * Sends a request with Node's own HTTP client, which a start has loaded in a fifth of the time that the global `fetch`
 * takes; follows no redirect and decodes the body.
 */
export const httpFetch: Fetch = async (address, {method = 'GET', headers = {}, body, signal} = {}) =>
	new Promise((resolve, reject) => {
		const url = new URL(address);
		const send: (
			url: URL,
			options: RequestOptions,
			answer: (response: IncomingMessage) => void,
		) => ClientRequest = url.protocol === 'https:' ? requestHttps : requestHttp;
		const given = Symbol.iterator in headers ? headers : Object.entries(headers);
		const request = send(
			url,
			{
				method,
				headers: {'accept-encoding': 'gzip, deflate, br', ...Object.fromEntries(given)},
				...(signal && {signal}),
			},
			response => resolve(replyOf(response)),
		);
		request.on('error', reject);
		request.end(body);
	});
