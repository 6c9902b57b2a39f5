import {makeService} from '../../../source/auth/service.ts';
import {systemRandom} from '../../../source/system/random.ts';
import type {Intercept} from '../../fixtures/a-served-sandbox.ts';
import {environmentAt} from '../../fixtures/environment-at.ts';
import type {Workshop} from '../a-workshop.ts';

/** The two ways into a given project: with a project-scoped token, or, where the service refuses that, by the active project. */
export const ways = ['a project-scoped token', 'the active project'] as const;
export type Way = (typeof ways)[number];

const refusal = (status: number, name: string) =>
	Response.json({name, message: 'Refused.', httpStatusCode: status, traceId: 'trace-1'}, {status});

/** A service that gives a session project-scoped tokens, or none. */
export const serviceWith =
	(way: Way): Intercept =>
	async (request, next) =>
		way === 'the active project' && request.url.endsWith('/sts/create-project-scoped-token')
			? refusal(403, 'UnauthorizedError')
			: next(request);

/** Fractions from 0 to 1 that are the same each time (mulberry32). */
export const seeded = (seed: number) => {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

/** Another terminal of the same session: what it sends is not held up by what stands between the others and the service. */
export const aRival = async ({origin, clock, sessions}: Workshop) => {
	const service = makeService({
		environment: environmentAt(origin, true),
		fetch,
		clock,
		random: systemRandom,
		sessions,
		version: 'rival',
	});
	await service.restore();
	const isRivals = (request: Request) => request.headers.get('user-agent') === 'pat-tui/rival';
	const choose = async (projectId: string) => {
		const chosen = await service.portal.setActiveProject(projectId);
		if (!chosen.ok) throw new Error(chosen.error.message);
	};
	return {
		choose,
		active: async () => {
			const active = await service.portal.activeProject();
			return active.ok ? active.value.value.id : undefined;
		},
		/** Lets the rival act before each request that is not the rival's own. */
		before:
			(act: (request: Request) => Promise<void>, beyond: Intercept): Intercept =>
			async (request, next) => {
				if (isRivals(request)) return next(request);
				await act(request);
				return beyond(request, next);
			},
	};
};
