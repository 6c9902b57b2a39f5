import {once} from 'node:events';
import {type IncomingMessage, request} from 'node:http';
import {text} from 'node:stream/consumers';

type Visit = {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** What a browser sends along when a person comes to a page (Fetch Metadata). */
export const navigation = {'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document'};

/** Visits a port of this machine with any method and headers, `Host` included, which `fetch` would not let through. */
export const visit = async (
	port: number,
	path: string,
	{method = 'GET', headers = navigation}: Visit = {},
) => {
	const sent = request({host: '127.0.0.1', port, path, method, headers, agent: false});
	sent.end();
	const [reply]: IncomingMessage[] = await once(sent, 'response');
	if (!reply) throw new Error('no reply');
	return {status: reply.statusCode, headers: reply.headers, body: await text(reply)};
};
