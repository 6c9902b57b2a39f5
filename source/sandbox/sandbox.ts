import {Hono} from 'hono/quick';
import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import {principalRoutes} from './iam/principal-routes.ts';
import {projectRoutes} from './iam/project-routes.ts';
import {stsRoutes} from './iam/sts-routes.ts';
import {tokenRoutes} from './iam/token-routes.ts';
import {tokenEndpoint} from './oauth/token-endpoint.ts';
import {authorizeRoutes} from './portal/authorize-routes.ts';
import {portalRoutes} from './portal/portal-routes.ts';
import {signInRoutes} from './portal/sign-in-routes.ts';
import {prepareDirectory} from './prepare-directory.ts';
import {notFound, refusalResponse, unexpected} from './refusal.ts';
import {safeReadRoutes} from './safe-reads.ts';
import type {Service} from './service.ts';
import {openSigningKey} from './signing-key.ts';
import {openState} from './state.ts';

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
	/** Stands between a request and the service, to hold, break or change either side; a throw is a broken connection. */
	readonly intercept?: (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;
};

/** The service as a function. */
export type Sandbox = {readonly fetch: (request: Request) => Promise<Response>};

const makeApp = (service: Service) => {
	const app = new Hono();
	for (const routes of [signInRoutes, authorizeRoutes, portalRoutes, tokenEndpoint, safeReadRoutes]) {
		app.route('/', routes(service));
	}
	// The principals' fixed path first: it would be a project's id otherwise.
	for (const routes of [principalRoutes, projectRoutes, tokenRoutes, stsRoutes])
		app.route('/iam', routes(service));
	app.notFound(() => refusalResponse(notFound('route'), service.random.uuid()));
	app.onError(() => refusalResponse(unexpected, service.random.uuid()));
	return app;
};

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
	intercept = async (request, next) => next(request),
}: SandboxOptions): Promise<Sandbox> => {
	const prepared = await prepareDirectory(directory);
	if (!prepared.ok) throw new Error(prepared.error.message);
	const state = openState(directory, {clock, random});
	const signingKey = openSigningKey({directory, files: state.files, clock, random});
	const app = makeApp({state, signingKey, clock, random, origin, autoApprove});

	const answer = async (request: Request) => {
		const response = await app.fetch(request);
		// Clients compare their clock with this one.
		response.headers.set('date', new Date(clock.now()).toUTCString());
		return response;
	};
	return {fetch: async request => intercept(request, answer)};
};
