import {allows} from './match.ts';
import type {Policy} from './policy.ts';

/** A request that changes nothing and reveals no secret, by which a right can be proven. */
export type SafeRead = {
	readonly service: 'cis' | 'ais' | 'vpa' | 'cwe';
	readonly action: string;
	readonly method: 'GET';
	/** Below the gateway's origin. */
	readonly path: string;
};

/** Holds the safe reads, those whose action is proven first. */
export const safeReads: readonly SafeRead[] = [
	{service: 'cis', action: 'cis:getIssuanceConfigList', method: 'GET', path: '/cis/v1/configurations'},
	{service: 'ais', action: 'ais:listIotaConfigurations', method: 'GET', path: '/ais/v1/configurations'},
	{
		service: 'vpa',
		action: 'vpa:listLoginConfigurations',
		method: 'GET',
		path: '/vpa/v1/login/configurations',
	},
	{service: 'cwe', action: 'cwe:listWallets', method: 'GET', path: '/cwe/v1/wallets'},
];

/** Chooses the first safe read that a policy allows on a whole project; undefined when it allows none. */
export const safeReadFor = (policy: Policy, projectId: string): SafeRead | undefined => {
	// A list is about no single resource, so only a pattern wide enough for any of the project counts.
	const anyResource = `ari:any-service:any-region:${projectId}:any-type/any-id`;
	return safeReads.find(read => allows(policy, read.action, anyResource));
};
