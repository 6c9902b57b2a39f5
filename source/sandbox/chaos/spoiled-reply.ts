const mebibyte = 1024 * 1024;

/** Makes a reply with another body; a status that allows none becomes 200. */
const withBody = (response: Response, body: BodyInit, headers: Readonly<Record<string, string>> = {}) =>
	new Response(body, {
		status: response.status === 204 ? 200 : response.status,
		headers: {'content-type': 'application/json', ...Object.fromEntries(response.headers), ...headers},
	});

const textOf = async (response: Response) => (await response.text()) || '{}';

/** Breaks the connection after so many bytes of a reply's body, or in its middle. */
export const truncated = async (response: Response, bytes?: number): Promise<Response> => {
	const whole = new TextEncoder().encode(await textOf(response));
	// Less than all, or nothing would be missing.
	const kept = whole.subarray(0, Math.min(bytes ?? Math.floor(whole.length / 2), whole.length - 1));
	let isSent = false;
	const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
		if (isSent || kept.length === 0) {
			controller.error(new TypeError('terminated'));
			return;
		}
		controller.enqueue(kept);
		isSent = true;
	};
	// No reading ahead: an error throws away what is still queued.
	const body = new ReadableStream<Uint8Array>({pull}, {highWaterMark: 0});
	// Without a length: the server sends the head first then, and not together with what follows.
	return withBody(response, body, {'transfer-encoding': 'chunked'});
};

/** Puts something in place of a reply's body that its content type belies. */
export const notJson = (response: Response): Response =>
	withBody(response, 'The service is busy, {please} try "again', {'content-type': 'application/json'});

const swapped = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(swapped);
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, swapped(member)]));
};

/** Turns every text of a reply into a number, and every number, boolean and null into a text; a page stays as it is. */
export const wrongJson = async (response: Response): Promise<Response> => {
	const type = response.headers.get('content-type') ?? 'application/json';
	if (!type.startsWith('application/json')) return response;
	return withBody(response, JSON.stringify(swapped(JSON.parse(await textOf(response)))));
};

/** Puts so many mebibytes of blanks, which JSON allows, before a reply; they come as fast as they are read. */
export const behindBlanks = async (
	response: Response,
	mebibytes: number,
	headers: Readonly<Record<string, string>> = {},
): Promise<Response> => {
	const end = new TextEncoder().encode(await textOf(response));
	const blanks = new Uint8Array(mebibyte).fill(0x20);
	let left = mebibytes;
	const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
		controller.enqueue(left > 0 ? blanks : end);
		if (left === 0) controller.close();
		left -= 1;
	};
	return withBody(response, new ReadableStream<Uint8Array>({pull}, {highWaterMark: 0}), headers);
};
