import type {ApiError} from '../api/errors.ts';
import {failedRequest, type StepFailure} from '../operations/step.ts';

/** Why a command did not do what it was asked to: called wrongly, stopped, or failed (exit code 2, 130, 1). */
export type CommandError =
	| {readonly kind: 'usage'; readonly message: string; readonly hint?: string}
	| {readonly kind: 'interrupted'; readonly message: string; readonly hint?: string}
	| {readonly kind: 'failed'; readonly failure: StepFailure};

/** What `--json` writes on standard error; `kind` is stable. */
export type ErrorReport = {
	readonly kind: string;
	readonly name: string | undefined;
	readonly message: string;
	readonly status: number | undefined;
	readonly traceId: string | undefined;
	readonly hint: string | undefined;
};

/** Says that a command was called wrongly; the message names the flag. */
export const usageError = (message: string, hint?: string): CommandError => ({
	kind: 'usage',
	message,
	...(hint !== undefined && {hint}),
});

/** Says that the person stopped the command. */
export const interruptedError = (hint?: string): CommandError => ({
	kind: 'interrupted',
	message: 'Stopped.',
	...(hint !== undefined && {hint}),
});

/** Says that a command failed, from anything that has a kind and a sentence. */
export const failedError = (
	{kind, message}: {readonly kind: string; readonly message: string},
	remedy: string,
): CommandError => ({kind: 'failed', failure: {kind, message, remedy}});

const signInAgain = '`pat-tui start` signs in again; then run the command once more.';

/** Says that a request of a command failed; `remedy` where the command knows better what to do. */
export const requestError = (error: ApiError, remedy?: string): CommandError => {
	if (error.kind === 'cancelled') return interruptedError();
	const failure = failedRequest(error);
	return {
		kind: 'failed',
		failure: {
			...failure,
			remedy: error.kind === 'session-ended' ? signInAgain : (remedy ?? failure.remedy),
		},
	};
};

/** Gives the exit code of an error. */
export const exitCodeOf = (error: CommandError): 1 | 2 | 130 => {
	switch (error.kind) {
		case 'usage':
			return 2;
		case 'interrupted':
			return 130;
		case 'failed':
			return 1;
	}
};

/** Flattens an error into what is reported. */
export const errorReport = (error: CommandError): ErrorReport => {
	if (error.kind === 'failed') {
		const {kind, name, message, status, traceId, remedy} = error.failure;
		return {kind, name, message, status, traceId, hint: remedy};
	}
	const {kind, message, hint} = error;
	return {kind, name: undefined, message, status: undefined, traceId: undefined, hint};
};

/** Says an error in lines for a person: what happened, the service's reference, what to do. */
export const errorLines = (error: CommandError): readonly string[] => {
	const {name, message, status, traceId, hint} = errorReport(error);
	const reference = [status && `status ${status}`, name, traceId && `trace id ${traceId}`].filter(Boolean);
	return [`${message}${reference.length > 0 ? ` (${reference.join(', ')})` : ''}`, ...(hint ? [hint] : [])];
};
