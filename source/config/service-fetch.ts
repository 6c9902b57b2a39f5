import type {Clock} from '../system/clock.ts';
import type {Fetch} from '../system/fetch.ts';
import type {Random} from '../system/random.ts';
import type {Environment} from './environments.ts';

type Deps = {
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly random: Random;
	/** Where the embedded service keeps its data. */
	readonly sandboxFolder: string;
};

/**
 * Gives the `fetch` that reaches an environment: the network's, or the embedded sandbox mounted in this process at the
 * first request.
 */
export const serviceFetch = (
	environment: Environment,
	{fetch, clock, random, sandboxFolder}: Deps,
): Fetch => {
	if (!environment.embedded) return fetch;
	let mounted: Promise<{readonly fetch: (request: Request) => Promise<Response>}> | undefined;
	return async (input, init) => {
		mounted ??= import('../sandbox/sandbox.ts').then(async ({makeSandbox}) =>
			makeSandbox({
				directory: sandboxFolder,
				origin: environment.portalUrl,
				clock,
				random,
				autoApprove: true,
			}),
		);
		const {fetch: serve} = await mounted;
		return serve(new Request(input, init));
	};
};
