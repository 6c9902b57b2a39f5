import type {Context} from 'hono';
import type {Result} from '../result.ts';
import type {Refusal} from './refusal.ts';
import {refuse} from './refuse.ts';
import type {Service} from './service.ts';

/** What an endpoint answers when all is well: a body for a 200, or an empty 204. */
export type Reply = {readonly body: unknown} | 'empty';

/** Turns what an endpoint does into a route's handler: a reply as JSON, a refusal as the service's envelope with a trace id. */
export const endpoint =
	(
		service: Pick<Service, 'random' | 'variants'>,
		answer: (context: Context) => Promise<Result<Reply, Refusal>>,
	) =>
	async (context: Context): Promise<Response> => {
		const result = await answer(context);
		if (!result.ok) return refuse(result.error, context.req.raw, service);
		return result.value === 'empty' ? new Response(null, {status: 204}) : Response.json(result.value.body);
	};
