import type {LineTone} from '../components/scrolled.ts';
import type {ActivityEntry} from '../operations/activity.ts';
import {outcomeText} from '../operations/activity-words.ts';
import type {Signs} from '../terminal/signs.ts';
import {localTime} from '../text/local-time.ts';
import {sanitise} from '../text/sanitise.ts';

type Outcome = ActivityEntry['outcome'];

const signOf: Readonly<Record<Outcome, 'done' | 'failed' | 'attention'>> = {
	done: 'done',
	refused: 'failed',
	unsure: 'attention',
	'not-sent': 'failed',
};

/** What an end says beyond its words. */
export const outcomeTone: Readonly<Record<Outcome, LineTone>> = {
	done: 'good',
	refused: 'bad',
	unsure: 'warning',
	'not-sent': 'bad',
};

/** What an end means. */
export const outcomeMeaning: Readonly<Record<Outcome, string>> = {
	done: 'The service did it.',
	refused: 'The service refused it: nothing was changed.',
	unsure: 'It may or may not have happened: the reply was lost, or has not come yet.',
	'not-sent': 'It never left this computer: nothing was changed.',
};

/** Says how an effect ended, with a sign before its word: `✗ refused (403)`. */
export const signedOutcome = (
	entry: Pick<ActivityEntry, 'outcome' | 'status'>,
	signs: Pick<Signs, 'done' | 'failed' | 'attention'>,
): string => `${signs[signOf[entry.outcome]]} ${outcomeText(entry)}`;

/** Says when an effect was sent; `now` in milliseconds since the epoch. What is no moment is said as it stands there. */
export const sentWhen = ({at}: Pick<ActivityEntry, 'at'>, now: number): string => {
	const moment = Date.parse(at);
	return Number.isNaN(moment) ? sanitise(at) : localTime(moment, now);
};
