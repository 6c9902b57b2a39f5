import {type ProjectName, shownName} from '../access/standing.ts';
import type {StepFailure} from '../step.ts';

/** A project in which something could not be done, and why. */
export type StuckPlace = {readonly project: ProjectName; readonly failure: StepFailure};

/** Failures that every other project would meet too. */
const general: ReadonlySet<string> = new Set([
	'cancelled',
	'journal-not-written',
	'rate-limited',
	'read-only',
	'session-ended',
	'unreachable',
]);

/** Tells whether a failure in one project leaves the others worth trying. */
export const concernsOneProject = ({kind}: StepFailure): boolean => !general.has(kind);

/** Names the projects in which something could not be done, each with what was said: `Alpha (Unauthorized) and Beta (…)`. */
export const namesOfStuck = (places: readonly StuckPlace[]): string =>
	places
		.map(({project, failure}) => `${shownName(project)} (${failure.message.replace(/\.$/u, '')})`)
		.join(' and ');
