import {jsonText} from '../text/json-text.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Answer} from './command.ts';

/** A request that a write would send; what is not known before it is sent stands in angle brackets. */
export type PlannedRequest = {readonly method: string; readonly url: string; readonly body?: unknown};

const requestText = ({method, url, body}: PlannedRequest): string =>
	`${method} ${sanitise(url, {graphemes: 400})}\n${body === undefined ? '' : `${jsonText(body, 2)}\n`}`;

/** Answers a `--dry-run`: the requests in their order. */
export const plannedAnswer = (requests: readonly PlannedRequest[]): Answer => ({
	kind: 'value',
	value: requests,
	text: () => requests.map(requestText).join('\n'),
});
