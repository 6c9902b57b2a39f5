import type {ApiError} from '../api/errors.ts';
import type {SignInError} from '../auth/sign-in.ts';
import {failedRequest, type StepFailure} from '../operations/step.ts';

/** A failure as a screen tells it: what failed, what was said, what it means (ux: errors have four lines; the screen adds the keys). */
export type Failure = {
	readonly kind: string;
	readonly what: string;
	readonly said: string;
	readonly means: string;
};

/** Tells a failed step. */
export const stepFailure = (
	what: string,
	{kind, message, remedy, request, status, name, traceId}: StepFailure,
): Failure => {
	const where = [request, status, name, traceId === undefined ? undefined : `trace ${traceId}`].filter(
		part => part !== undefined,
	);
	return {kind, what, said: where.length > 0 ? `${message} (${where.join(', ')})` : message, means: remedy};
};

/** Tells a failed request. */
export const apiFailure = (what: string, error: ApiError): Failure => stepFailure(what, failedRequest(error));

const signInWords: Readonly<Record<Exclude<SignInError['kind'], 'api'>, string>> = {
	declined: 'The sign-in was declined',
	'timed-out': 'The sign-in took too long',
	cancelled: 'The sign-in was cancelled',
	'unusable-reply': 'Signing in did not work',
};

/** Tells a sign-in that came to nothing. */
export const signInFailure = (error: SignInError): Failure =>
	error.kind === 'api'
		? apiFailure('Signing in did not work', error.error)
		: {
				kind: error.kind,
				what: signInWords[error.kind],
				said: error.message,
				means: 'Nobody is signed in by it.',
			};
