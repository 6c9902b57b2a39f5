import {spawn} from 'node:child_process';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from './clock.ts';
import {killGroup} from './kill-group.ts';
import {type NotStarted, startChild} from './start-child.ts';

/** How a tool ended: its exit code (-1 where a signal ended it), and all that it wrote. */
export type ToolEnd = {readonly code: number; readonly stdout: Buffer; readonly stderr: Buffer};

/** Why there is nothing to be made of what a tool did. */
export type ToolFailure = NotStarted | {readonly kind: 'no-answer' | 'too-much-output' | 'cancelled'};

/** How a tool is run. */
export type ToolRun = {
	/** All that it finds in its environment. */
	readonly variables: Readonly<Record<string, string>>;
	/** The folder it works in. */
	readonly folder: string;
	readonly clock: Pick<Clock, 'sleep'>;
	readonly signal?: AbortSignal | undefined;
};

/** Milliseconds after which a tool that has not ended is given up. */
export const toolLimitMs = 20_000;

/** Bytes of output, errors included, above which a tool is given up. */
export const toolOutputLimit = 1_048_576;

/**
 * Runs a program to its end without input and terminal, and gives what it wrote. It is killed with all that it started when
 * it takes more than 20 seconds, writes more than 1 MiB, or `signal` is aborted.
 *
 * @param program an absolute path
 */
export const runTool = async (
	program: string,
	args: readonly string[],
	{variables, folder, clock, signal}: ToolRun,
): Promise<Result<ToolEnd, ToolFailure>> => {
	if (signal?.aborted) return fail({kind: 'cancelled'});
	// In a session of its own it finds no terminal, on which it would ask what nobody can answer.
	const started = await startChild(program, () =>
		spawn(program, args, {
			cwd: folder,
			detached: process.platform !== 'win32',
			stdio: ['ignore', 'pipe', 'pipe'],
			env: variables,
			windowsHide: true,
		}),
	);
	if (!started.ok) return started;
	const child = started.value;
	const over = new AbortController();
	const ended = new Promise<Result<ToolEnd, ToolFailure>>(resolve => {
		const giveUp = (failure: ToolFailure) => {
			resolve(fail(failure));
			killGroup(child.pid);
			child.stdout.destroy();
			child.stderr.destroy();
		};
		let size = 0;
		const collect = (stream: typeof child.stdout) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => {
				size += chunk.length;
				if (size > toolOutputLimit) giveUp({kind: 'too-much-output'});
				else chunks.push(chunk);
			});
			return () => Buffer.concat(chunks);
		};
		const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
		child.once('close', code => resolve(ok({code: code ?? -1, stdout: stdout(), stderr: stderr()})));
		signal?.addEventListener('abort', () => giveUp({kind: 'cancelled'}), {once: true, signal: over.signal});
		clock.sleep(toolLimitMs, over.signal).then(
			() => giveUp({kind: 'no-answer'}),
			() => {
				// It ended before.
			},
		);
	});
	try {
		return await ended;
	} finally {
		over.abort();
	}
};
