import type {Fetch} from './fetch.ts';
import {ProxyError} from './proxy-error.ts';
import {routeTo} from './route-to.ts';

type Options = {
	readonly fetch: Fetch;
	/** The variables of the process's environment. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Tells, of a `URL.hostname`, whether it is this machine. */
	readonly isLocal?: (hostname: string) => boolean;
};

/** Makes the `fetch` that takes the way which HTTPS_PROXY, HTTP_PROXY and NO_PROXY name; without them it is the one given. */
export const makeNetworkFetch = ({fetch, variables, isLocal}: Options): Fetch => {
	const proxied = new Map<string, Promise<Fetch>>();
	return async (input, init) => {
		const address = input instanceof Request ? input.url : String(input);
		const route = routeTo(address, variables, isLocal);
		switch (route.kind) {
			case 'direct':
				return fetch(input, init);
			case 'unusable':
				throw new ProxyError(route.message);
			case 'proxy': {
				const {href} = route.proxy.url;
				// Connections stay open between requests, so each proxy has one of these.
				const through =
					proxied.get(href) ??
					import('./proxied-fetch.ts').then(async ({makeProxiedFetch}) => makeProxiedFetch(route.proxy));
				proxied.set(href, through);
				return (await through)(input, init);
			}
		}
	};
};
