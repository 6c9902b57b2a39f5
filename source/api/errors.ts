/** What went wrong with one request, without anything that the request itself held. */
type Failure = {
	/** One sanitised sentence: the service's own words where it sent any. */
	readonly message: string;
	/** Method and path, e.g. `POST /iam/v1/tokens`; never a query, a header or a body. */
	readonly request: string;
	readonly status?: number;
	/** The service's name for the error, e.g. `PrincipalDoesNotBelongToProjectError`. */
	readonly name?: string;
	/** The portal's own word for some errors (`errorCodeStr`), e.g. `ProjectCreation`. */
	readonly code?: string;
	readonly traceId?: string;
	/** The `issue` texts of the envelope's `details`. */
	readonly issues?: readonly string[];
	/** Set when the reply was over the size limit, so that a smaller page may be asked for. */
	readonly tooLarge?: boolean;
};

/**
 * Every way a request can fail, named by what the user can do about it (contract 1.3 and 2.4).
 *
 * `unreachable` and `read-only` never left this computer; after `no-reply`, `timeout`, `cancelled`, `service-failed` and `unreadable`
 * a write may or may not have happened.
 */
export type ApiError = Failure &
	(
		| {readonly kind: 'unreachable'}
		| {readonly kind: 'no-reply'}
		| {readonly kind: 'timeout'}
		| {readonly kind: 'cancelled'}
		| {readonly kind: 'session-ended'}
		| {readonly kind: 'token-refused'}
		| {readonly kind: 'forbidden'}
		| {readonly kind: 'not-found'}
		| {readonly kind: 'rejected'}
		| {readonly kind: 'rate-limited'; readonly retryAfterMs?: number}
		| {readonly kind: 'service-failed'}
		| {readonly kind: 'unreadable'}
		| {readonly kind: 'read-only'}
	);

export type ApiErrorKind = ApiError['kind'];

/** The name of the refusal of a client whose `affinidi-cli-version` the service does not take (contract 1.2). */
export const clientRefused = 'CLIVersionInvalid';

const uncertainKinds: ReadonlySet<ApiErrorKind> = new Set([
	'no-reply',
	'timeout',
	'cancelled',
	'service-failed',
	'unreadable',
]);

/** Tells whether a write that failed so may have happened all the same and must be looked up before it is sent again. */
export const isUncertain = (error: ApiError): boolean => uncertainKinds.has(error.kind);

/** Says in one sentence what a failure means for the person at the keyboard and what to do about it. */
export const remedyFor = (error: ApiError): string => {
	if (error.name === clientRefused) {
		return 'Set PAT_TUI_CLI_VERSION to a release of the official client that the service takes, and start again.';
	}
	switch (error.kind) {
		case 'unreachable':
			return 'Nothing was sent. Check the network and try again.';
		case 'no-reply':
		case 'timeout':
		case 'unreadable':
			if (error.request.startsWith('GET ')) return 'No answer came that could be used. Try again.';
			return 'The reply was lost, so whether it happened has to be looked up. Try again.';
		case 'cancelled':
			return 'You stopped it. Try again when you are ready.';
		case 'session-ended':
			return 'Your session is over. Sign in again; nothing you typed is lost.';
		case 'token-refused':
			return 'The token that was sent along is not accepted, or not any more. Try again to get a new one.';
		case 'forbidden':
			return 'You are signed in, but this is not allowed. Check the project and the permissions.';
		case 'not-found':
			return 'It is not there (any more). Refresh the list.';
		case 'rejected':
			return 'The service refused the input. Change it and try again.';
		case 'rate-limited':
			return 'The service asks to slow down. Wait a little and try again.';
		case 'read-only':
			return 'Nothing was sent. Start pat-tui without read-only to do that.';
		case 'service-failed':
			return 'The service itself failed. Your session is kept; try again in a moment.';
	}
};
