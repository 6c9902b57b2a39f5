import type {Iam} from '../api/iam.ts';
import type {Token} from '../api/token.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import type {Clock} from '../system/clock.ts';
import type {CreateIntent} from './intent.ts';
import type {Found} from './journalled-step.ts';
import {failedRequest, type Report, waitsOf} from './step.ts';

/** The service may show a new token only after a while: it is looked for again after so many milliseconds. */
const patienceMs = [0, 1000, 3000, 10_000];

const isMarked = (token: Token, intent: Pick<CreateIntent, 'provisionalKeyId' | 'thumbprint'>): boolean =>
	token.keys.some(key => key.kid === intent.provisionalKeyId && thumbprint(key) === intent.thumbprint);

/**
 * Looks for the token of a create whose reply was lost, by its random key id and thumbprint together: a thumbprint alone
 * could be an older token's on the same key.
 */
export const findCreatedToken = async (
	intent: Pick<CreateIntent, 'provisionalKeyId' | 'thumbprint'>,
	{
		iam,
		clock,
		signal,
		report,
	}: {
		readonly iam: Iam;
		readonly clock: Clock;
		readonly signal?: AbortSignal | undefined;
		readonly report: Report;
	},
): Promise<Found<Token>> => {
	for (const ms of patienceMs) {
		if (ms > 0) {
			report(`Not in the list yet. Looking again in ${ms / 1000} s.`);
			try {
				await clock.sleep(ms, signal);
			} catch {
				// Only the caller's signal ends the wait early.
				return {
					kind: 'cancelled',
					message: 'Stopped while looking for the token.',
					remedy: 'The operation stays open: resume or undo it.',
				};
			}
		}
		for await (const page of iam.listTokens({signal, ...waitsOf(report)})) {
			if (!page.ok) return failedRequest(page.error);
			const found = page.value.find(token => isMarked(token, intent));
			if (found) return {value: found, detail: 'found on the service'};
		}
	}
	return 'not-there';
};
