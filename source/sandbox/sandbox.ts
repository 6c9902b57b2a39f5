import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import type {ChaosRule} from './chaos/chaos-rule.ts';
import {makeDisturbance} from './chaos/disturb.ts';
import type {Latency} from './chaos/latency.ts';
import {makeApp} from './make-app.ts';
import {prepareDirectory} from './prepare-directory.ts';
import {refuse} from './refuse.ts';
import {requireVersion} from './require-version.ts';
import {openSigningKey} from './signing-key.ts';
import {openState} from './state.ts';
import type {Variants} from './variant-table.ts';
import {completeVariants} from './variants.ts';

/** What a sandbox needs: a directory of its own, the origin its addresses begin with, and the effects. */
export type SandboxOptions = {
	/** Where the state lives, one file (0600) a record. */
	readonly directory: string;
	/** What `authUrl`, audiences and issuers are built from, such as `http://localhost:2777`. */
	readonly origin: string;
	readonly clock: Clock;
	readonly random: Random;
	/** Accepts every sign-in as soon as its page is opened. */
	readonly autoApprove?: boolean;
	/** What happens to which requests, asked in this order (`parseChaosRule`). */
	readonly chaos?: readonly ChaosRule[];
	/** How long every request waits. */
	readonly latencyMs?: Latency;
	/** The answers to what is unknown of the real service; where one is left out, the first of `variantTable`. */
	readonly variants?: Partial<Variants>;
	/** Stands between a request and the service, to hold, break or change either side; a throw is a broken connection. */
	readonly intercept?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
};

/** The service as a function. */
export type Sandbox = {readonly fetch: (request: Request) => Promise<Response>};

/**
 * Makes the embedded Affinidi: portal, IAM and OAuth over a directory that several processes may share. Throws when the
 * directory can't be a sandbox's.
 */
export const makeSandbox = async ({
	directory,
	origin,
	clock,
	random,
	autoApprove = false,
	chaos = [],
	latencyMs = 0,
	variants: given = {},
	intercept = async (request, next) => next(request),
}: SandboxOptions): Promise<Sandbox> => {
	const prepared = await prepareDirectory(directory);
	if (!prepared.ok) throw new Error(prepared.error.message);
	const state = openState(directory, {clock, random});
	const signingKey = openSigningKey({directory, files: state.files, clock, random});
	const variants = completeVariants(given);
	const service = {state, signingKey, clock, random, origin, autoApprove, variants};
	const app = makeApp(service);
	const disturb = makeDisturbance({rules: chaos, latencyMs, clock, random, origin});

	const answer = async (request: Request) => {
		const response = await disturb(request, async passed => {
			const version = requireVersion(passed, variants);
			return version.ok ? app.fetch(passed) : refuse(version.error, passed, service);
		});
		// Clients compare their clock with this one.
		response.headers.set('date', new Date(clock.now()).toUTCString());
		return response;
	};
	return {fetch: async request => intercept(request, answer)};
};
