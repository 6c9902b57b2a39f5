import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as delay} from 'node:timers/promises';
import {loadTypescript} from '../scripts/load-typescript.mjs';
import {projectRoot} from '../scripts/project-root.mjs';
import {withScope} from '../scripts/scope.mjs';

const clients = 8;
const requestsASecond = 200;
const seconds = 30;

/** Starts the built sandbox over a new folder and resolves with its origin. */
const startSandbox = async scope => {
	const home = await mkdtemp(join(tmpdir(), 'pat-tui-load-'));
	scope.after(async () => rm(home, {recursive: true, force: true}));
	const child = spawn(
		process.execPath,
		[join(projectRoot, 'dist/cli.cjs'), 'sandbox', '--port', '0', '--auto-approve', '--json'],
		{
			env: {PATH: process.env.PATH, HOME: home, PAT_TUI_HOME: home},
			stdio: ['ignore', 'pipe', 'ignore'],
		},
	);
	const ended = once(child, 'exit');
	scope.after(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	const lines = createInterface({input: child.stdout});
	const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
	if (line === undefined) {
		throw new Error('The sandbox ended before it was ready');
	}

	return JSON.parse(line).origin;
};

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
