import {createFetch} from 'ofetch';
import type {GenericSchema, InferOutput} from 'valibot';
import {safeParse} from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {connectionWords} from '../system/connection-words.ts';
import type {Fetch} from '../system/fetch.ts';
import type {Random} from '../system/random.ts';
import {errorFromReply} from './error-from-reply.ts';
import type {ApiError} from './errors.ts';
import {type Reply, readReply} from './read-reply.ts';

/** The way a request is signed: headers made at the last moment, and what to do when the service says that they no longer count. */
export type Authorization = {
	/** Whose credentials these are: a refused session can be renewed, a refused token is an answer. */
	readonly kind: 'session' | 'token';
	readonly headers: () => Readonly<Record<string, string>>;
	/** Gets a fresh session; true when the request should be sent once more with it. */
	readonly renew?: (signal: AbortSignal | undefined) => Promise<boolean>;
	/** Asks the service whether the session still counts; false only when it says that it does not. */
	readonly probe?: (signal: AbortSignal | undefined) => Promise<boolean>;
};

/** What a request brings about on the service: a stable name such as `delete-token`, and on what, where the path does not say it. */
export type RemoteEffect = {readonly name: string; readonly subject?: string};

/** One request to the service. */
export type HttpRequest<Schema extends GenericSchema> = {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly query?: Readonly<Record<string, string | number | undefined>>;
	readonly json?: unknown;
	readonly form?: Readonly<Record<string, string>>;
	readonly authorization?: Authorization;
	readonly schema: Schema;
	readonly signal?: AbortSignal | undefined;
	/** False for a GET that must be sent once only, such as the one that hands out a session. */
	readonly retry?: boolean;
	/** Set where the request changes something on the service: such requests are what the activity log tells. */
	readonly effect?: RemoteEffect;
	/** Told before each wait, so that nothing waits without showing it. */
	readonly onWait?: (wait: {readonly ms: number; readonly reason: string}) => void;
};

/** A reply that passed its schema. */
export type HttpReply<T> = {
	readonly value: T;
	readonly status: number;
	/** The service's clock in milliseconds since the epoch, from the `Date` header. */
	readonly serviceTime?: number;
};

export type Http = {
	readonly send: <Schema extends GenericSchema>(
		request: HttpRequest<Schema>,
	) => Promise<Result<HttpReply<InferOutput<Schema>>, ApiError>>;
};

type Deps = {
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly random: Pick<Random, 'fraction'>;
	readonly headers: Readonly<Record<string, string>>;
};

const headersLimitMs = 10_000;
const wholeLimitMs = 30_000;
const retryAfterLimitMs = 30_000;
const backoffMs = [250, 1000];
// Said to nobody; a signal that is given none makes an error with its stack of each.
const inTime = 'in time';

const isTransient = (error: ApiError): boolean =>
	error.kind === 'service-failed' || error.kind === 'no-reply' || error.kind === 'unreachable';

/**
 * Makes the one way to talk to the service: no redirect is followed, no reply over 8 MiB is read, every reply is strict
 * JSON that passed its schema, 10 s to the headers and 30 s in all; GETs are tried three times, and a 429 is waited out
 * when the service says for how long (reliability: the network).
 */
export const makeHttp = ({fetch, clock, random, headers}: Deps): Http => {
	// Of what a `fetch` takes and gives the package uses no more than ours has.
	const ofetch = createFetch({fetch: fetch as typeof globalThis.fetch});

	const exchange = async (request: HttpRequest<GenericSchema>): Promise<Result<Reply, ApiError>> => {
		const name = `${request.method} ${new URL(request.url).pathname}`;
		const limit = new AbortController();
		const over = new AbortController();
		const headersIn = new AbortController();
		const abortAfter = (ms: number, unless: AbortSignal) =>
			clock.sleep(ms, unless).then(
				() => limit.abort(),
				() => undefined,
			);
		void abortAfter(headersLimitMs, headersIn.signal);
		void abortAfter(wholeLimitMs, over.signal);
		const signal = request.signal ? AbortSignal.any([request.signal, limit.signal]) : limit.signal;
		try {
			const response = await ofetch.raw(request.url, {
				method: request.method,
				...(request.query && {query: request.query}),
				...(request.json !== undefined && {body: JSON.stringify(request.json)}),
				...(request.form && {body: new URLSearchParams(request.form).toString()}),
				headers: {
					accept: 'application/json',
					'content-type': request.form ? 'application/x-www-form-urlencoded' : 'application/json',
					...headers,
					...request.authorization?.headers(),
				},
				// A redirect would carry the session or the client assertion to another host.
				redirect: 'manual',
				retry: 0,
				ignoreResponseError: true,
				responseType: 'stream',
				signal,
			});
			headersIn.abort(inTime);
			return ok(await readReply(response, name, clock.now()));
		} catch (error) {
			return fail(
				failureOf(error, {name, cancelled: request.signal?.aborted === true, expired: limit.signal.aborted}),
			);
		} finally {
			headersIn.abort(inTime);
			over.abort(inTime);
		}
	};

	/** A refusal that may mean, on some services, that the session is over: settled by asking about the session itself. */
	const judged = async (
		error: ApiError,
		{status, unreadable, isPage}: Reply,
		{authorization, signal}: HttpRequest<GenericSchema>,
	): Promise<ApiError> => {
		const isSuspicious =
			status < 500 && (error.kind === 'forbidden' || unreadable === 'redirect' || isPage === true);
		if (!isSuspicious || !authorization?.probe || (await authorization.probe(signal))) return error;
		return {...error, kind: 'session-ended', message: 'The session is not valid any more.'};
	};

	const attempt = async <Schema extends GenericSchema>(
		request: HttpRequest<Schema>,
	): Promise<Result<HttpReply<InferOutput<Schema>>, ApiError>> => {
		const result = await exchange(request);
		if (!result.ok) return result;
		const reply = result.value;
		const refused = errorFromReply(reply, request.authorization?.kind);
		if (refused) return fail(await judged(refused, reply, request));
		const parsed = safeParse(request.schema, reply.body);
		if (!parsed.success) {
			return fail({
				kind: 'unreadable',
				request: reply.request,
				status: reply.status,
				message: 'The service sent a reply that it should not send: its fields are not the documented ones.',
			});
		}
		return ok({
			value: parsed.output,
			status: reply.status,
			...(reply.serviceTime !== undefined && {serviceTime: reply.serviceTime}),
		});
	};

	const waitBefore = (
		request: HttpRequest<GenericSchema>,
		error: ApiError,
		tries: number,
	): number | undefined => {
		const backoff = backoffMs[tries];
		if (backoff === undefined || request.retry === false) return undefined;
		if (error.kind === 'rate-limited') {
			const asked = error.retryAfterMs;
			if (asked !== undefined) return asked <= retryAfterLimitMs ? asked : undefined;
			return request.method === 'GET' ? backoff * random.fraction() : undefined;
		}
		return request.method === 'GET' && isTransient(error) ? backoff * random.fraction() : undefined;
	};

	return {
		async send(request) {
			let renewed = false;
			for (let tries = 0; ; ) {
				const result = await attempt(request);
				if (result.ok) return result;
				if (result.error.kind === 'session-ended' && !renewed && request.authorization?.renew) {
					renewed = true;
					if (await request.authorization.renew(request.signal)) continue;
					return result;
				}
				const ms = waitBefore(request, result.error, tries);
				if (ms === undefined) return result;
				tries++;
				request.onWait?.({ms, reason: result.error.message});
				try {
					await clock.sleep(ms, request.signal);
				} catch {
					// Only the caller's signal ends the wait early.
					return fail({
						kind: 'cancelled',
						request: result.error.request,
						message: 'Stopped while waiting to try again.',
					});
				}
			}
		},
	};
};

const neverSent = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENETUNREACH',
	'EHOSTUNREACH',
	'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string | undefined => {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		if ('code' in at && typeof at.code === 'string') return at.code;
	}
	return undefined;
};

const failureOf = (
	error: unknown,
	{name, cancelled, expired}: {readonly name: string; readonly cancelled: boolean; readonly expired: boolean},
): ApiError => {
	if (cancelled) return {kind: 'cancelled', request: name, message: 'Stopped before the reply came.'};
	if (expired) return {kind: 'timeout', request: name, message: 'No complete reply came in time.'};
	const words = connectionWords(error);
	if (words !== undefined) return {kind: 'unreachable', request: name, message: words};
	const code = codeOf(error);
	if (code !== undefined && neverSent.has(code)) {
		return {kind: 'unreachable', request: name, message: `The service could not be reached (${code}).`};
	}
	return {
		kind: 'no-reply',
		request: name,
		message: `The connection broke before the reply was complete${code ? ` (${code})` : ''}.`,
	};
};
