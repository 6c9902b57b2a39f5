import {setTimeout as delay} from 'node:timers/promises';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {withScope} from '../scripts/scope.mjs';
import {startSandbox} from './start-sandbox.mjs';

const clients = 8;
const requestsASecond = 200;
const seconds = 30;

/** The requests that the sandbox must bear: sent when they are due, whether or not the earlier ones are answered. */
export const load = async () => {
	const {runCrowd} = await loadTypescript('test/sandbox/a-crowd.ts');
	return withScope(async scope => {
		const origin = await startSandbox(scope);
		const every = (clients * 1000) / requestsASecond;
		let begin;
		const ready = async (client, request) => {
			begin ??= performance.now();
			// The clients in turn, so that no two begin at the same moment.
			const due = begin + every * (request + client / clients);
			await delay(Math.max(0, due - performance.now()));
		};
		const requestsEach = (requestsASecond * seconds) / clients;
		const crowd = await runCrowd({origin, clients, requestsEach, ready});
		if (crowd.failures.length > 0) {
			throw new Error(
				`${crowd.failures.length} requests went wrong:\n${crowd.failures.slice(0, 10).join('\n')}`,
			);
		}

		const sorted = crowd.times.toSorted((a, b) => a - b);
		const slowest = sorted[Math.floor(sorted.length * 0.95)];
		const reference = seconds * 1000;
		return [
			{
				name: `${crowd.requests} requests at ${requestsASecond}/s, 95% answered in ${slowest.toFixed(0)} ms`,
				value: crowd.elapsedMs,
				reference,
				ratio: crowd.elapsedMs / reference,
				bar: 1.05,
			},
		];
	});
};
