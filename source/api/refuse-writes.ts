import {fail} from '../result.ts';
import type {Http} from './http.ts';

type Addresses = {
	readonly portalUrl: string;
	readonly apiUrl: string;
	readonly tokenEndpoint: string;
};

/** What is sent by POST and changes nothing: asking for a sign-in page, and for tokens that expire by themselves. */
const harmless = ({portalUrl, apiUrl, tokenEndpoint}: Addresses): ReadonlySet<string> => {
	const scoped = '/iam/v1/sts/create-project-scoped-token';
	return new Set([`${portalUrl}/api/auth/url`, `${portalUrl}${scoped}`, `${apiUrl}${scoped}`, tokenEndpoint]);
};

/** Sends what only reads, and refuses everything else before it leaves this computer. */
export const refuseWrites = (http: Http, environment: Addresses): Http => {
	const allowed = harmless(environment);
	return {
		async send(request) {
			const {method, url} = request;
			if (method === 'GET' || (method === 'POST' && allowed.has(url))) return http.send(request);
			return fail({
				kind: 'read-only',
				request: `${method} ${new URL(url).pathname}`,
				message: 'pat-tui is in read-only mode, so it was not sent.',
			});
		},
	};
};
