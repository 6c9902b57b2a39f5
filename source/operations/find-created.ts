import type {Clock} from '../system/clock.ts';
import type {Found} from './journalled-step.ts';
import type {Report} from './step.ts';

/** The service may show what is new only after a while: it is looked for again after so many milliseconds. */
const patienceMs = [0, 1000, 3000, 10_000];

/**
 * Looks for what a create may have made whose reply was lost, several times, since the service may show it late.
 *
 * @param what what is looked for, in a word
 */
export const findCreated = async <T>(
	what: string,
	{
		clock,
		signal,
		report,
	}: {
		readonly clock: Pick<Clock, 'sleep'>;
		readonly signal?: AbortSignal | undefined;
		readonly report: Report;
	},
	look: () => Promise<Found<T>>,
): Promise<Found<T>> => {
	for (const ms of patienceMs) {
		if (ms > 0) {
			report(`Not in the list yet. Looking again in ${ms / 1000} s.`);
			try {
				await clock.sleep(ms, signal);
			} catch {
				// Only the caller's signal ends the wait early.
				return {
					kind: 'cancelled',
					message: `Stopped while looking for the ${what}.`,
					remedy: 'The operation stays open: resume or undo it.',
				};
			}
		}
		const found = await look();
		if (found !== 'not-there') return found;
	}
	return 'not-there';
};
