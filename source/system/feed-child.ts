import {spawn} from 'node:child_process';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from './clock.ts';
import {killGroup} from './kill-group.ts';
import {startChild} from './start-child.ts';

/** How a program ended: its exit code (undefined where a signal ended it), and the beginning of what it said on standard error. */
export type Fed = {readonly code: number | undefined; readonly said: string};

/** Why a program could not be run to its end. */
export type FeedError = {
	readonly kind: 'not-started' | 'timeout' | 'cancelled';
	readonly message: string;
};

const mostSaid = 4096;

/**
 * Runs a program to its end, without terminal, with a text on its standard input, which no list of processes shows. It is
 * killed with all that it started when it takes too long or `signal` is aborted.
 *
 * @param program an absolute path
 * @param variables all that it finds in its environment
 * @param patienceMs milliseconds after which it is ended
 */
export const feedChild = async (
	program: string,
	args: readonly string[],
	{
		input,
		variables,
		patienceMs,
		clock,
		signal,
	}: {
		readonly input: string;
		readonly variables: Readonly<Record<string, string>>;
		readonly patienceMs: number;
		readonly clock: Pick<Clock, 'sleep'>;
		readonly signal?: AbortSignal | undefined;
	},
): Promise<Result<Fed, FeedError>> => {
	if (signal?.aborted) return fail({kind: 'cancelled', message: 'Stopped.'});
	const started = await startChild(program, () =>
		spawn(program, args, {
			// In a session of its own it finds no terminal, on which it would ask what nobody can answer.
			detached: process.platform !== 'win32',
			stdio: ['pipe', 'ignore', 'pipe'],
			env: {...variables},
			windowsHide: true,
		}),
	);
	if (!started.ok) return started;
	const child = started.value;
	const over = new AbortController();
	const ended = new Promise<Result<Fed, FeedError>>(resolve => {
		const stop = (error: FeedError) => {
			resolve(fail(error));
			killGroup(child.pid);
			// Whoever holds its output open must not hold this program.
			child.stderr.destroy();
		};
		let said = '';
		child.stderr.setEncoding('utf8').on('data', chunk => {
			said = (said + chunk).slice(0, mostSaid);
		});
		child.once('close', code => resolve(ok({code: code ?? undefined, said})));
		// A program that ends without reading it all says so with its exit code.
		child.stdin.on('error', () => {});
		child.stdin.end(input);
		signal?.addEventListener('abort', () => stop({kind: 'cancelled', message: 'Stopped.'}), {
			once: true,
			signal: over.signal,
		});
		clock.sleep(patienceMs, over.signal).then(
			() => stop({kind: 'timeout', message: `${program} did not end.`}),
			() => undefined,
		);
	});
	const result = await ended;
	over.abort();
	return result;
};
