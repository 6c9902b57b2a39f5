import * as v from 'valibot';
import type {Http} from '../../api/http.ts';
import type {Environment} from '../../config/environments.ts';
import type {Clock} from '../../system/clock.ts';
import {routeTo} from '../../system/route-to.ts';
import type {Finding} from './finding.ts';

type Deps = {
	readonly http: Http;
	readonly clock: Pick<Clock, 'now'>;
	/** The variables of the process's environment, which may name a proxy. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly signal?: AbortSignal | undefined;
};

type Reached = {readonly finding: Finding; readonly serviceTime?: number};

/** A service may be off by less without anybody noticing. */
const tolerableSkewMs = 30_000;
/** An assertion lives as long: with a clock that is off by more, an application's are refused. */
const assertionLifeMs = 300_000;

const reach = async (
	{id, title, url}: {readonly id: string; readonly title: string; readonly url: string},
	{http, variables, signal}: Deps,
): Promise<Reached> => {
	const {origin} = new URL(url);
	const route = routeTo(url, variables);
	const found = {id, title};
	if (route.kind === 'unusable') {
		const remedy = 'Correct the variable, or unset it to go without a proxy.';
		return {finding: {...found, status: 'failed', detail: route.message, remedy}};
	}
	const way =
		route.kind === 'proxy' ? ` through the proxy ${route.proxy.shown} (${route.proxy.variable})` : '';
	const reply = await http.send({method: 'GET', url, schema: v.unknown(), retry: false, signal});
	const status = reply.ok ? reply.value.status : reply.error.status;
	if (status !== undefined) {
		const detail = `${origin} answers (${status})${way}`;
		const finding: Finding =
			status < 500
				? {...found, status: 'ok', detail}
				: {...found, status: 'attention', detail, remedy: 'The service itself fails: try again in a while.'};
		const time = reply.ok ? reply.value.serviceTime : undefined;
		return {finding, ...(time !== undefined && {serviceTime: time})};
	}
	const message = reply.ok ? '' : reply.error.message;
	const remedy =
		route.kind === 'proxy'
			? `Check the proxy that ${route.proxy.variable} names, and the network.`
			: 'Check the network, and whether a proxy is needed (HTTPS_PROXY).';
	return {finding: {...found, status: 'failed', detail: `${origin}${way}: ${message}`, remedy}};
};

const amount = (ms: number): string => {
	const seconds = Math.round(Math.abs(ms) / 1000);
	return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
};

/** Compares this computer's clock with the service's, both in milliseconds since the epoch. */
export const checkClock = (now: number, serviceTime: number | undefined): Finding => {
	const found = {id: 'clock', title: 'Clock'};
	if (serviceTime === undefined) {
		const remedy = 'Run it again when the gateway answers.';
		return {...found, status: 'attention', detail: 'could not be compared: the service told no time', remedy};
	}
	const behind = serviceTime - now;
	if (Math.abs(behind) <= tolerableSkewMs)
		return {...found, status: 'ok', detail: "agrees with the service's"};
	const detail = `${amount(behind)} ${behind > 0 ? 'behind' : 'ahead of'} the service's`;
	const remedy = 'Set the clock of this computer: what applications sign here is refused when it is far off.';
	return {...found, status: Math.abs(behind) < assertionLifeMs ? 'attention' : 'failed', detail, remedy};
};

/** Checks that portal, gateway and token endpoint can be reached, by which proxy, and the clock; sends no session along. */
export const checkService = async (
	{portalUrl, apiUrl, tokenEndpoint}: Environment,
	deps: Deps,
): Promise<readonly Finding[]> => {
	const [portal, gateway, endpoint] = await Promise.all([
		reach({id: 'portal', title: 'Portal', url: `${portalUrl}/api/project`}, deps),
		reach({id: 'gateway', title: 'Gateway', url: `${apiUrl}/iam/.well-known/jwks.json`}, deps),
		reach({id: 'token-endpoint', title: 'Token endpoint', url: tokenEndpoint}, deps),
	]);
	return [
		...[portal, gateway, endpoint].map(({finding}) => finding),
		checkClock(deps.clock.now(), gateway.serviceTime),
	];
};
