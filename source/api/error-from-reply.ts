import * as v from 'valibot';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';
import {type ApiError, clientRefused} from './errors.ts';
import type {Reply} from './read-reply.ts';

const text = v.optional(v.fallback(v.string(), ''));

/** All envelopes that are known, in one: IAM's, the portal's older one, and OAuth's (contract 1.3, 2.4, 4.1). */
const Envelope = v.object({
	name: text,
	errorCodeStr: text,
	message: text,
	traceId: text,
	debugId: text,
	error: text,
	error_description: text,
	details: v.optional(v.fallback(v.array(v.fallback(v.object({issue: text}), {})), [])),
});

const clean = (value: string): string => sanitise(scrub(value));

/**
 * Turns a reply that is no success into the error it stands for; undefined for a usable 2xx.
 *
 * @param signedBy what the request was signed with: a 401 means that this very thing does not count any more
 */
export const errorFromReply = (
	reply: Reply,
	signedBy: 'session' | 'token' | undefined,
): ApiError | undefined => {
	const isSuccess = reply.status >= 200 && reply.status < 300;
	if (isSuccess && !reply.unreadable) return undefined;
	const parsed = v.safeParse(Envelope, reply.body);
	const envelope: v.InferOutput<typeof Envelope> = parsed.success ? parsed.output : {};
	const issues = (envelope.details ?? []).flatMap(detail => (detail.issue ? [clean(detail.issue)] : []));
	const name = clean(envelope.name || envelope.errorCodeStr || envelope.error || '');
	const code = clean(envelope.errorCodeStr || '');
	const words = clean(envelope.message || envelope.error_description || '');
	const traceId = clean(envelope.traceId || envelope.debugId || '');
	const failure = {
		request: reply.request,
		status: reply.status,
		...(name && {name}),
		...(code && {code}),
		...(traceId && {traceId}),
		...(issues.length > 0 && {issues}),
	};
	const said = (fallback: string) => words || name || fallback;
	// Whatever its status, this says nothing about the session.
	if (name === clientRefused) {
		return {...failure, kind: 'rejected', message: said('The service refuses this release of the client.')};
	}
	const isOver = issues.includes('jwt-expired') || name === 'InvalidJwtTokenError' || reply.status === 401;
	if (signedBy === 'token' && isOver) {
		return {...failure, kind: 'token-refused', message: said('The token is not valid.')};
	}
	if (signedBy === 'session' && isOver) {
		return {...failure, kind: 'session-ended', message: said('The session is not valid any more.')};
	}
	// A 404 that is not the service's own (a page of whatever stands in between) must not pass for "it is deleted".
	if (reply.unreadable && (reply.status < 400 || reply.status === 404)) {
		const why = {
			redirect: 'a redirect',
			'too-large': 'a reply that is too large',
			'not-json': 'something that is not JSON',
		}[reply.unreadable];
		return {
			...failure,
			kind: 'unreadable',
			message: `The service sent ${why}.`,
			...(reply.unreadable === 'too-large' && {tooLarge: true}),
		};
	}
	if (reply.status === 403) return {...failure, kind: 'forbidden', message: said('Forbidden.')};
	if (reply.status === 404) return {...failure, kind: 'not-found', message: said('Not found.')};
	if (reply.status === 429) {
		return {
			...failure,
			kind: 'rate-limited',
			message: said('Too many requests.'),
			...(reply.retryAfterMs !== undefined && {retryAfterMs: reply.retryAfterMs}),
		};
	}
	if (reply.status >= 500)
		return {
			...failure,
			kind: 'service-failed',
			message: said(`The service failed with status ${reply.status}.`),
		};
	return {...failure, kind: 'rejected', message: said(`The service refused with status ${reply.status}.`)};
};
