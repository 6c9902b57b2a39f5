import type {Intercept} from '../fixtures/a-served-sandbox.ts';

/** One way in which a request can go wrong; `isLost`: a write may have happened all the same. */
export type Fault = {readonly name: string; readonly intercept: Intercept};

const envelope = (status: number, name: string, headers: Record<string, string> = {}) =>
	Response.json(
		{name, message: `Refused with ${status}.`, httpStatusCode: status, traceId: 'trace-1'},
		{status, headers},
	);

const cut = async (response: Response): Promise<Response> => {
	const bytes = new Uint8Array(await response.arrayBuffer());
	// The length of the whole is told, and the connection ends in the middle.
	const headers = {
		'content-type': 'application/json',
		'content-length': String(Math.max(1, bytes.length)),
		connection: 'close',
	};
	const half = bytes.subarray(0, Math.floor(bytes.length / 2));
	return new Response(half, {status: response.status === 204 ? 200 : response.status, headers});
};

/** What one request of an update or a rotation can meet, before or after it has its effect; creates, changes of access and deletes meet more in `chaos.test.ts`. */
export const faults: readonly Fault[] = [
	{name: 'a refusal with 400', intercept: async () => envelope(400, 'InvalidParameterError')},
	{name: 'a refusal with 403', intercept: async () => envelope(403, 'ActionForbiddenError')},
	{name: 'a 429', intercept: async () => envelope(429, 'TooManyRequestsError', {'retry-after': '3'})},
	{name: 'a 503 before the effect', intercept: async () => envelope(503, 'UnexpectedError')},
	{
		name: 'a 503 after the effect',
		async intercept(request, next) {
			await next(request);
			return envelope(503, 'UnexpectedError');
		},
	},
	{
		name: 'a connection cut before the effect',
		async intercept() {
			throw new Error('cut');
		},
	},
	{
		name: 'a connection cut after the effect',
		async intercept(request, next) {
			await next(request);
			throw new Error('cut');
		},
	},
	{name: 'a reply that is cut in the middle', intercept: async (request, next) => cut(await next(request))},
	{
		name: 'a page of HTML instead',
		intercept: async () => new Response('<html>Log in</html>', {headers: {'content-type': 'text/html'}}),
	},
	{
		name: 'a page of HTML with 404 instead',
		intercept: async () =>
			new Response('<html>Not here</html>', {status: 404, headers: {'content-type': 'text/html'}}),
	},
	{
		name: 'the end of the session',
		intercept: async () =>
			Response.json(
				{name: 'InvalidJwtTokenError', message: 'JWT token is invalid', details: [{issue: 'jwt-expired'}]},
				{status: 401},
			),
	},
];

/**
 * Makes one request meet a fault: the one that comes as number `at`, counted from 0; where it is a GET, the two that
 * are sent in its place meet it as well.
 */
export const faultAt = ({intercept}: Fault, at: number) => {
	let count = 0;
	let left = 0;
	const seen: string[] = [];
	const faulty: Intercept = async (request, next) => {
		const isTarget = count === at;
		count += 1;
		seen.push(`${request.method} ${new URL(request.url).pathname}`);
		if (isTarget) left = request.method === 'GET' ? 3 : 1;
		if (left === 0) return next(request);
		left -= 1;
		return intercept(request, next);
	};
	return {faulty, wasMet: () => count > at, seen};
};
