import {assertNever} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import {gatewayPage} from '../foreign-page.ts';
import {matchesGlob} from '../matches-glob.ts';
import type {ChaosRule} from './chaos-rule.ts';
import {drawLatency, type Latency} from './latency.ts';
import {behindBlanks, notJson, truncated, wrongJson} from './spoiled-reply.ts';
import {statusReply} from './status-reply.ts';

type Needs = {
	readonly rules: readonly ChaosRule[];
	readonly latencyMs: Latency;
	readonly clock: Pick<Clock, 'sleep'>;
	readonly random: Pick<Random, 'uuid' | 'fraction'>;
	readonly origin: string;
};

type Next = (request: Request) => Promise<Response>;

/** What `fetch` fails with when the connection breaks. */
const broken = () => new TypeError('fetch failed');

const untilGone = async ({signal}: Request): Promise<never> =>
	new Promise((_, reject) => {
		if (signal.aborted) reject(broken());
		signal.addEventListener('abort', () => reject(broken()), {once: true});
	});

const concerns = ({method, path}: ChaosRule, request: Request) =>
	(method === '*' || method === request.method) && matchesGlob(path, new URL(request.url).pathname);

/** Counts requests: tells of the next one that fits a rule whether it is the rule's turn. */
const makeTurns = ({after, times}: ChaosRule) => {
	let seen = 0;
	return () => {
		seen += 1;
		return seen > after && seen <= after + times;
	};
};

/**
 * Makes what stands between requests and the service: latency, then chaos. Each request asks the rules in their order:
 * those that only slow it down add up, and the first other one whose turn it is decides; the later ones don't count it.
 */
export const makeDisturbance = ({rules, latencyMs, clock, random, origin}: Needs) => {
	const turns = rules.map(rule => ({rule, isTurn: makeTurns(rule)}));

	// In one go, before anything is waited for: which request is the first is then which came first.
	const choose = (request: Request) => {
		let slowMs = drawLatency(latencyMs, random);
		for (const {rule, isTurn} of turns) {
			if (!concerns(rule, request) || !isTurn()) continue;
			slowMs += rule.slowMs;
			if (rule.fault !== undefined) return {slowMs, rule, fault: rule.fault};
		}
		return {slowMs};
	};

	const suffer = async (
		{value, retryAfter, isDone}: ChaosRule,
		fault: NonNullable<ChaosRule['fault']>,
		request: Request,
		next: Next,
	): Promise<Response> => {
		if (isDone) await next(request);
		switch (fault) {
			case 'status':
				return statusReply(value ?? 500, new URL(request.url).pathname, random.uuid(), retryAfter);
			case 'html':
				return gatewayPage(value ?? 200);
			case 'redirect':
				return new Response(null, {status: 302, headers: {location: new URL('/moved', origin).href}});
			case 'hold':
				return untilGone(request);
			case 'drop-before':
				throw broken();
			case 'drop-after':
				await next(request);
				throw broken();
			case 'truncate':
				return truncated(await next(request), value);
			case 'not-json':
				return notJson(await next(request));
			case 'wrong-json':
				return wrongJson(await next(request));
			case 'gzip-bomb':
				return behindBlanks(await next(request), 64, {'content-encoding': 'gzip'});
			case 'huge':
				return behindBlanks(await next(request), 256);
			default:
				return assertNever(fault);
		}
	};

	return async (request: Request, next: Next): Promise<Response> => {
		const {slowMs, rule, fault} = choose(request);
		if (slowMs > 0) await clock.sleep(slowMs, request.signal);
		return rule === undefined ? next(request) : suffer(rule, fault, request, next);
	};
};
