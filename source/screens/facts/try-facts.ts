import type {Tried} from '../../operations/token/tries.ts';
import {duration, relativeTime} from '../../text/relative-time.ts';
import {sanitise} from '../../text/sanitise.ts';
import {entry, type Fact, section, sentence} from './fact.ts';
import type {KnownFacts} from './known-facts.ts';

const shownTries = 5;

const outcomeWords = (
	{outcome, status}: Tried,
	{done, failed}: KnownFacts['signs'],
): {readonly text: string; readonly tone: 'good' | 'bad' | 'quiet'} => {
	switch (outcome) {
		case 'works':
			return {text: `${done} worked`, tone: 'good'};
		case 'failed':
			return {text: `${failed} failed${status === undefined ? '' : ` (${status})`}`, tone: 'bad'};
		case 'open':
			return {text: '? came to no end: the service gave no answer that counts', tone: 'quiet'};
	}
};

/** Says how the last tries from this computer ended, newest first. */
export const tryFacts = ({
	tries,
	now,
	signs,
}: Pick<KnownFacts, 'tries' | 'now' | 'signs'>): readonly Fact[] => {
	const title = 'Last tries from this computer';
	if (tries === undefined) return section(title, [sentence('They have not been read yet.', 'quiet')]);
	if (tries.length === 0) return section(title, [sentence('It has never been tried from here.')]);
	return section(
		title,
		tries.slice(0, shownTries).map(tried => {
			const {text, tone} = outcomeWords(tried, signs);
			const took = tried.ms === undefined ? '' : `, ${duration(tried.ms)}`;
			const where = tried.project === undefined ? '' : `, in ${sanitise(tried.project)}`;
			return entry(relativeTime(tried.at, now), `${text}${took}${where}`, tone);
		}),
	);
};
