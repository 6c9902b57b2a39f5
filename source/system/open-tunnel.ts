import http from 'node:http';
import https from 'node:https';
import {isIP, type Socket} from 'node:net';
import {sanitise} from '../text/sanitise.ts';
import {ProxyError} from './proxy-error.ts';
import type {WebProxy} from './route-to.ts';

/** Where a tunnel leads: `host` as in a URL, brackets included. */
export type TunnelEnd = {readonly host: string; readonly port: string};

const credentialsOf = ({username, password}: URL): string | undefined => {
	if (username === '' && password === '') return undefined;
	const both = [username, password].map(part => decodeURIComponent(part)).join(':');
	return `Basic ${Buffer.from(both).toString('base64')}`;
};

const refusalOf = ({shown, variable, url}: WebProxy, {host}: TunnelEnd, status: number): ProxyError => {
	const who = `The proxy ${shown} (${variable})`;
	const without = `or name ${sanitise(host)} in NO_PROXY to go without it`;
	if (status !== 407) {
		return new ProxyError(
			`${who} refused to connect to ${sanitise(host)} (status ${status}). Ask who runs it, ${without}.`,
		);
	}
	return url.username === ''
		? new ProxyError(
				`${who} wants a user name and a password (407). Write them into ${variable}, ${without}.`,
			)
		: new ProxyError(
				`${who} does not take the user name and password in ${variable} (407). Correct them, ${without}.`,
			);
};

const failureOf = ({shown, variable}: WebProxy, {host}: TunnelEnd, error: Error): ProxyError => {
	const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
	const what = `The proxy ${shown} (${variable}) could not be used (${sanitise(code)}).`;
	return new ProxyError(
		`${what} Correct ${variable}, or name ${sanitise(host)} in NO_PROXY to go without it.`,
		{
			cause: error,
		},
	);
};

/**
 * Asks a proxy for a connection to a host (CONNECT, RFC 9110 section 9.3.6); rejects with a `ProxyError` whose words
 * name the proxy without its password.
 *
 * @param limitMs how long the proxy may stay silent, in milliseconds
 */
export const openTunnel = async (proxy: WebProxy, end: TunnelEnd, limitMs: number): Promise<Socket> =>
	new Promise((settle, reject) => {
		const {protocol, hostname, port} = proxy.url;
		const host = hostname.replace(/^\[|\]$/g, '');
		const authority = `${end.host}:${end.port}`;
		const fail = (error: Error) => reject(failureOf(proxy, end, error));
		let credentials: string | undefined;
		try {
			credentials = credentialsOf(proxy.url);
		} catch (error) {
			// A lone % in the password.
			fail(error instanceof Error ? error : new Error(String(error)));
			return;
		}
		const {request: ask} = protocol === 'https:' ? https : http;
		const request = ask({
			method: 'CONNECT',
			host,
			...(port !== '' && {port}),
			path: authority,
			agent: false,
			timeout: limitMs,
			// Else the certificate of the proxy would be compared with the name of the service.
			...(protocol === 'https:' && !isIP(host) && {servername: host}),
			headers: {host: authority, ...(credentials !== undefined && {'proxy-authorization': credentials})},
		});
		request.on('connect', (response, socket) => {
			const status = response.statusCode ?? 0;
			if (status >= 200 && status < 300) {
				socket.setTimeout(0);
				settle(socket);
				return;
			}
			socket.destroy();
			reject(refusalOf(proxy, end, status));
		});
		request.on('timeout', () => request.destroy(new Error(`no answer within ${limitMs / 1000} s`)));
		request.on('error', fail);
		request.end();
	});
