import type {ActivityEntry} from '../../operations/activity.ts';
import {requestText} from '../../operations/activity-words.ts';
import type {Signs} from '../../terminal/signs.ts';
import {localMoment} from '../../text/local-time.ts';
import {duration} from '../../text/relative-time.ts';
import {sanitise} from '../../text/sanitise.ts';
import {outcomeMeaning, outcomeTone, signedOutcome} from '../log-words.ts';
import {entry, type Fact} from './fact.ts';

const longest = 1000;

const whole = (text: string): string => sanitise(text, {graphemes: longest});

const known = (label: string, value: string | undefined): readonly Fact[] =>
	value === undefined ? [] : [entry(label, whole(value))];

/** Says all that is known of one effect. */
export const logFacts = (effect: ActivityEntry, signs: Signs): readonly Fact[] => {
	const {at, id, ms, name, origin, outcome, project, subject, traceId, user} = effect;
	const moment = Date.parse(at);
	return [
		entry('What', whole(name)),
		...known('On', subject),
		entry('How it ended', signedOutcome(effect, signs), outcomeTone[outcome]),
		entry('', outcomeMeaning[outcome]),
		entry('Request', whole(requestText(effect))),
		...known('Trace id', traceId),
		...(Number.isNaN(moment) ? [] : [entry('When', `${localMoment(moment)} on this computer's clock`)]),
		entry('When (UTC)', whole(at)),
		...(ms === undefined ? [] : [entry('It took', duration(ms))]),
		...known('In the project', project),
		entry('At', whole(origin)),
		entry('By the user', whole(user)),
		entry('Entry', whole(id)),
	];
};
