import type {LocalRequest} from '../system/listen.ts';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';

/** What a request to the callback's port means. */
export type Callback =
	/** The browser comes back; whether anything was approved, only the service knows. */
	| {readonly kind: 'returned'}
	/** The person, or the service, said no; one sentence. */
	| {readonly kind: 'declined'; readonly message: string}
	/** A page of another sign-in. */
	| {readonly kind: 'foreign'}
	/** No browser that comes back: not to be talked to. */
	| {readonly kind: 'refused'; readonly status: 403 | 404 | 405 | 421};

const clean = (text: string): string => sanitise(scrub(text)).trim();

const wordsOf = (query: URLSearchParams): string => {
	// The service's documents name it `error`, the official client reads `type` (contract 1.4).
	const name = clean(query.get('error') ?? query.get('type') ?? '');
	const description = clean(query.get('description') ?? query.get('error_description') ?? '');
	if (description === 'request_declined' || (!description && (!name || name === 'access_denied'))) {
		return 'The sign-in was declined in the browser.';
	}
	const said = [description, name && description ? `(${name})` : name].filter(Boolean).join(' ');
	return `The service refused the sign-in: ${said}.`;
};

/**
 * Reads a request to the callback (contract 1.4): a browser that navigates there, to this host and path, with the state of
 * this sign-in, with none, or with `error`. Anything else neither ends nor completes the sign-in.
 *
 * @param host the only `Host` that is answered, with its port: another name may be a page that had it resolved to us
 */
export const readCallback = (
	{method, target, headers}: LocalRequest,
	{host, state}: {readonly host: string; readonly state: string},
): Callback => {
	if (headers['host'] !== host) return {kind: 'refused', status: 421};
	if (!target.startsWith('/') || !URL.canParse(target, `http://${host}`))
		return {kind: 'refused', status: 404};
	const url = new URL(target, `http://${host}`);
	if (url.host !== host || url.pathname !== '/callback') return {kind: 'refused', status: 404};
	if (method !== 'GET') return {kind: 'refused', status: 405};
	const mode = headers['sec-fetch-mode'];
	const destination = headers['sec-fetch-dest'];
	// A picture, a frame or a script of some page is not a person who comes back (Fetch Metadata).
	if (mode !== undefined && mode !== 'navigate') return {kind: 'refused', status: 403};
	if (destination !== undefined && destination !== 'document') return {kind: 'refused', status: 403};
	const states = url.searchParams.getAll('state');
	if (states.length > 1) return {kind: 'foreign'};
	const [sent] = states;
	if (sent === 'error') return {kind: 'declined', message: wordsOf(url.searchParams)};
	return sent === undefined || sent === state ? {kind: 'returned'} : {kind: 'foreign'};
};
