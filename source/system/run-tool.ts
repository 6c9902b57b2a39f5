import {spawn} from 'node:child_process';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from './clock.ts';
import {killGroup} from './kill-group.ts';

/** How a tool ended: its exit code (-1 where a signal ended it), and all that it wrote. */
export type ToolEnd = {readonly code: number; readonly stdout: Buffer; readonly stderr: Buffer};

/** Why there is nothing to be made of what a tool did. */
export type ToolFailure = {readonly kind: 'not-started' | 'no-answer' | 'too-much-output' | 'cancelled'};

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
	const child = spawn(program, args, {
		cwd: folder,
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: variables,
		windowsHide: true,
	});
	const over = new AbortController();
	const ended = new Promise<Result<ToolEnd, ToolFailure>>(resolve => {
		const giveUp = (kind: ToolFailure['kind']) => {
			resolve(fail({kind}));
			killGroup(child.pid);
			child.stdout.destroy();
			child.stderr.destroy();
		};
		let size = 0;
		const collect = (stream: typeof child.stdout) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => {
				size += chunk.length;
				if (size > toolOutputLimit) giveUp('too-much-output');
				else chunks.push(chunk);
			});
			return () => Buffer.concat(chunks);
		};
		const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
		child.once('error', () => giveUp('not-started'));
		child.once('close', code => resolve(ok({code: code ?? -1, stdout: stdout(), stderr: stderr()})));
		signal?.addEventListener('abort', () => giveUp('cancelled'), {once: true, signal: over.signal});
		clock.sleep(toolLimitMs, over.signal).then(
			() => giveUp('no-answer'),
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
