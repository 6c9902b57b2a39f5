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

type Unreadable = {readonly unreadable: 'too-large' | 'not-json'};

/** Decodes a body piece by piece: put together first, each page of a long list would need its bytes twice. */
const readText = async ({body}: FetchReply): Promise<{readonly text: string} | Unreadable> => {
	const decoder = new TextDecoder('utf-8', {fatal: true});
	const decoded = (chunk?: Uint8Array) => {
		try {
			return decoder.decode(chunk, {stream: chunk !== undefined});
		} catch {
			return undefined;
		}
	};
	let text = '';
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.byteLength;
		if (size > bodyLimitBytes) return {unreadable: 'too-large'};
		const piece = decoded(chunk);
		if (piece === undefined) return {unreadable: 'not-json'};
		text += piece;
	}
	const end = decoded();
	return end === undefined ? {unreadable: 'not-json'} : {text: text + end};
};

const parseJson = (text: string): {readonly body: unknown} | Unreadable => {
	if (text === '') return {body: undefined};
	try {
		return {body: JSON.parse(text)};
	} catch {
		// The caller says so, and what stood there is nobody's business.
		return {unreadable: 'not-json'};
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
	const read = await readText(response);
	return {...head, body: undefined, ...('text' in read ? parseJson(read.text) : read)};
};
