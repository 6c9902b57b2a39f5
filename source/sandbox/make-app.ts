import {Hono} from 'hono/quick';
import {principalRoutes} from './iam/principal-routes.ts';
import {projectRoutes} from './iam/project-routes.ts';
import {stsRoutes} from './iam/sts-routes.ts';
import {tokenRoutes} from './iam/token-routes.ts';
import {tokenEndpoint} from './oauth/token-endpoint.ts';
import {authorizeRoutes} from './portal/authorize-routes.ts';
import {portalRoutes} from './portal/portal-routes.ts';
import {signInRoutes} from './portal/sign-in-routes.ts';
import {notFound, refusalResponse, unexpected} from './refusal.ts';
import {safeReadRoutes} from './safe-reads.ts';
import type {Service} from './service.ts';

/** Joins the routes of portal, IAM, OAuth and the other services; what isn't there is 404, and what throws is 500. */
export const makeApp = (service: Service) => {
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
