import {type ActivityEntry, type ActivityScope, type NotedEffect, readActivity} from '../activity.ts';
import type {TryOutcome} from './try-outcome.ts';

/** A try of a token as it is remembered; `open`: it says nothing about the token, since the service was not reached or failed itself. */
export type Tried = {
	/** Milliseconds since the epoch, when it ended. */
	readonly at: number;
	readonly outcome: 'works' | 'failed' | 'open';
	/** How long it took, in milliseconds. */
	readonly ms: number | undefined;
	/** The name of the project that it was tried in. */
	readonly project: string | undefined;
	/** The HTTP status of the refusal. */
	readonly status: number | undefined;
};

/** What a try is called in the activity log. */
export const tryName = 'try-token';

/** Failures that are the network's or the service's, and no word about the token. */
const openKinds: ReadonlySet<string> = new Set([
	'no-reply',
	'timeout',
	'service-failed',
	'unreadable',
	'rate-limited',
	'session-ended',
]);

const outcomeOf = ({kind, failure}: TryOutcome): ActivityEntry['outcome'] => {
	if (kind === 'works') return 'done';
	if (failure?.kind === 'unreachable') return 'not-sent';
	return openKinds.has(failure?.kind ?? '') ? 'unsure' : 'refused';
};

/** Says a try as a line of the activity log; undefined for one that was cancelled, which says nothing. */
export const triedEffect = (
	{
		tokenId,
		tokenEndpoint,
		project,
	}: {readonly tokenId: string; readonly tokenEndpoint: string; readonly project: string | undefined},
	outcome: TryOutcome,
): NotedEffect | undefined => {
	const {failure, ms} = outcome;
	if (failure?.kind === 'cancelled') return undefined;
	return {
		name: tryName,
		subject: tokenId,
		method: 'POST',
		path: new URL(tokenEndpoint).pathname,
		outcome: outcomeOf(outcome),
		ms: Math.round(ms),
		project,
		...(failure?.status !== undefined && {status: failure.status}),
		...(failure?.traceId !== undefined && {traceId: failure.traceId}),
	};
};

/** Remembers a try from its line of the log; `at` in milliseconds since the epoch. */
export const triedOf = ({
	at,
	outcome,
	ms,
	project,
	status,
}: Pick<ActivityEntry, 'outcome' | 'ms' | 'project' | 'status'> & {readonly at: number}): Tried => ({
	at,
	outcome: outcome === 'done' ? 'works' : outcome === 'refused' ? 'failed' : 'open',
	ms,
	project,
	status,
});

/** Reads what is remembered of the tries that one user of an environment made from this machine: by token id, newest first. */
export const readTries = async (
	file: string,
	scope: ActivityScope,
): Promise<ReadonlyMap<string, readonly Tried[]>> => {
	const tries = new Map<string, Tried[]>();
	for (const entry of await readActivity(file, scope, tryName)) {
		const at = Date.parse(entry.at);
		if (entry.name !== tryName || entry.subject === undefined || Number.isNaN(at)) continue;
		const tried = triedOf({...entry, at});
		const known = tries.get(entry.subject);
		if (known) known.push(tried);
		else tries.set(entry.subject, [tried]);
	}
	return tries;
};
