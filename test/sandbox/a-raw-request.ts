import {type IncomingHttpHeaders, request} from 'node:http';

export type RawReply = {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
};

type Raw = {
	readonly url: string;
	readonly method?: string;
	readonly headers?: Record<string, string>;
	readonly body?: string;
};

/** Sends exactly the headers given, as any HTTP client could. */
export const rawRequest = async ({url, method = 'GET', headers = {}, body}: Raw): Promise<RawReply> =>
	new Promise((resolve, reject) => {
		const {hostname, port, pathname, search} = new URL(url);
		const outgoing = request(
			{
				host: hostname.replace(/^\[|\]$/g, ''),
				port,
				path: pathname + search,
				method,
				headers: {...(body !== undefined && {'content-length': Buffer.byteLength(body)}), ...headers},
			},
			incoming => {
				const parts: Buffer[] = [];
				incoming.on('data', (part: Buffer) => parts.push(part));
				incoming.on('end', () => {
					resolve({
						status: incoming.statusCode ?? 0,
						headers: incoming.headers,
						text: Buffer.concat(parts).toString(),
					});
				});
				incoming.on('error', reject);
			},
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
