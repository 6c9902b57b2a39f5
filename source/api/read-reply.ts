import {discard, type FetchReply} from '../system/fetch.ts';

/** A reply read whole: its body is parsed JSON, or `undefined` when empty. */
export type Reply = {
	readonly request: string;
	readonly status: number;
	readonly body: unknown;
	/** Why the body can't be used: over the limit, not JSON. */
	readonly unreadable?: 'too-large' | 'not-json' | 'redirect';
	/** Whether it is a page for people (HTML), as something in between sends, or a log-in page. */
	readonly isPage?: boolean;
	readonly retryAfterMs?: number;
	readonly serviceTime?: number;
};

const bodyLimitBytes = 8 * 1024 * 1024;

const readBody = async ({body}: FetchReply): Promise<Uint8Array | undefined> => {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.byteLength;
		if (size > bodyLimitBytes) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
};

const parseJson = (bytes: Uint8Array): {readonly body: unknown} | undefined => {
	if (bytes.byteLength === 0) return {body: undefined};
	try {
		return {body: JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes))};
	} catch {
		// Not JSON, or not UTF-8: the caller says so, and what stood there is nobody's business.
		return undefined;
	}
};

const retryAfter = (header: string | null, now: number): number | undefined => {
	if (header === null) return undefined;
	if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

/**
 * Reads a response whole, up to 8 MiB after decompression, as strict JSON.
 *
 * @param now milliseconds since the epoch, for a `Retry-After` that is a date (RFC 9110, section 10.2.3)
 */
export const readReply = async (response: FetchReply, request: string, now: number): Promise<Reply> => {
	const date = Date.parse(response.headers.get('date') ?? '');
	const wait = retryAfter(response.headers.get('retry-after'), now);
	const head = {
		request,
		status: response.status,
		...(/^text\/html\b/i.test(response.headers.get('content-type') ?? '') && {isPage: true}),
		...(wait !== undefined && {retryAfterMs: wait}),
		...(!Number.isNaN(date) && {serviceTime: date}),
	};
	if (response.status >= 300 && response.status < 400) {
		await discard(response);
		return {...head, body: undefined, unreadable: 'redirect'};
	}
	const bytes = await readBody(response);
	if (!bytes) return {...head, body: undefined, unreadable: 'too-large'};
	const parsed = parseJson(bytes);
	return parsed ? {...head, body: parsed.body} : {...head, body: undefined, unreadable: 'not-json'};
};
