import type {ActivityEntry} from './activity.ts';

/** Says how an effect ended in a word, with the HTTP status where there is one: `refused (403)`. */
export const outcomeText = ({outcome, status}: Pick<ActivityEntry, 'outcome' | 'status'>): string =>
	status === undefined ? outcome : `${outcome} (${status})`;

/** Says the request of an effect: `POST /iam/v1/tokens`. */
export const requestText = ({method, path}: Pick<ActivityEntry, 'method' | 'path'>): string =>
	`${method} ${path}`;
