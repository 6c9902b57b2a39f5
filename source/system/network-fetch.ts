import type {Agent} from 'node:http';
import type {Fetch} from './fetch.ts';
import {makeHttpFetch} from './http-fetch.ts';
import {ProxyError} from './proxy-error.ts';
import {routeTo} from './route-to.ts';
import {makeTunnelAgent} from './tunnel-agent.ts';

type Options = {
	/** The variables of the process's environment. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Tells, of a `URL.hostname`, whether it is this machine. */
	readonly isLocal?: (hostname: string) => boolean;
};

/** Makes the `fetch` of the network, which takes the way that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name. */
export const makeNetworkFetch = ({variables, isLocal}: Options): Fetch => {
	const agents = new Map<string, Agent>();
	return makeHttpFetch(url => {
		const route = routeTo(url.href, variables, isLocal);
		if (route.kind === 'direct') return undefined;
		if (route.kind === 'unusable') throw new ProxyError(route.message);
		const protocol = url.protocol === 'https:' ? 'https:' : 'http:';
		const way = `${protocol} ${route.proxy.url.href}`;
		const agent = agents.get(way) ?? makeTunnelAgent(route.proxy, protocol);
		agents.set(way, agent);
		return agent;
	});
};
