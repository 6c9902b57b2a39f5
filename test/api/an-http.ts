import {type Authorization, makeHttp} from '../../source/api/http.ts';
import type {Fetch} from '../../source/system/fetch.ts';
import {makeNetworkFetch} from '../../source/system/network-fetch.ts';
import {type FakeClock, fakeClock} from '../fake-clock.ts';

export const sessionCookie = 'portal-session=canary-cookie-1234567890';

/** A session that says whether it could be renewed. */
export const aSession = (renew?: Authorization['renew']): Authorization => ({
	kind: 'session',
	headers: () => ({cookie: sessionCookie}),
	...(renew && {renew}),
});

/** The real client over the real network, on a clock of the test's own. */
export const anHttp = (
	clock: FakeClock = fakeClock(),
	serviceFetch: Fetch = makeNetworkFetch({variables: {}}),
) => ({
	clock,
	http: makeHttp({
		fetch: serviceFetch,
		clock,
		random: {fraction: () => 0.5},
		headers: {'x-client': 'canary-header'},
	}),
});
