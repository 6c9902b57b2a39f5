import {Hono} from 'hono/quick';
import {ok} from '../result.ts';
import {endpoint} from './endpoint.ts';
import {requireProjectLevel} from './project-level.ts';
import type {Service} from './service.ts';

type SafeRead = {
	readonly path: string;
	readonly action: string;
	/** The resource's ARI without what stands before and after the project (contract 3.2). */
	readonly service: string;
	readonly type: string;
	/** The member of the reply that holds the list. */
	readonly list: string;
};

const safeReads: readonly SafeRead[] = [
	{
		path: '/cis/v1/configurations',
		action: 'cis:getIssuanceConfigList',
		service: 'cis',
		type: 'issuance_configuration',
		list: 'configurations',
	},
	{
		path: '/ais/v1/configurations',
		action: 'ais:listIotaConfigurations',
		service: 'iota_service',
		type: 'iota_configuration',
		list: 'configurations',
	},
	{
		path: '/vpa/v1/login/configurations',
		action: 'vpa:listLoginConfigurations',
		service: 'identity',
		type: 'login_configuration',
		list: 'configurations',
	},
	{path: '/cwe/v1/wallets', action: 'cwe:listWallets', service: 'identity', type: 'wallet', list: 'wallets'},
];

/** Makes the other services' reads by which rights can be proven: empty lists, for whoever may read them. */
export const safeReadRoutes = (service: Service) => {
	const app = new Hono();
	for (const read of safeReads) {
		app.get(
			read.path,
			endpoint(service, async ({req}) => {
				const caller = await requireProjectLevel(service, req.raw, {
					action: read.action,
					resource: projectId => `ari:${read.service}:ap-southeast-1:${projectId}:${read.type}/*`,
				});
				return caller.ok ? ok({body: {[read.list]: []}}) : caller;
			}),
		);
	}
	return app;
};
