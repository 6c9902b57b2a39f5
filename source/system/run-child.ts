import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import {ok, type Result} from '../result.ts';
import {type NotStarted, startChild} from './start-child.ts';

type Program = Pick<NodeJS.Process, 'on' | 'off'>;

// SIGKILL and SIGSTOP can't be caught, and SIGWINCH and SIGTSTP reach the child from the terminal.
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;

const fromTerminal: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT']);

const exitCodeOf = async (child: ChildProcess): Promise<number> =>
	new Promise(resolve => {
		child.once('exit', (code, signal) => {
			resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
		});
	});

/**
 * Runs a program in the place of this one: on the same input and output, with the signals that this process gets passed
 * on to it, until it ends.
 *
 * @param program an absolute path
 * @param variables all that it finds in its environment
 * @param hasInput whether standard input is the child's; it finds none otherwise
 * @param hasTerminal whether Ctrl+C reaches the child by itself, so that passing it on would send it twice
 * @returns its exit code, 128 and the number where a signal ended it; or why it could not be started
 */
export const runChild = async (
	program: string,
	args: readonly string[],
	{
		variables,
		hasInput,
		hasTerminal,
		self = process,
	}: {
		readonly variables: Record<string, string>;
		readonly hasInput: boolean;
		readonly hasTerminal: boolean;
		readonly self?: Program;
	},
): Promise<Result<number, NotStarted>> => {
	let child: ChildProcess | undefined;
	// Before the child runs: a signal that comes while it starts must not end this program.
	const listeners = passedOn.map(signal => {
		const listener = () => {
			if (!(hasTerminal && fromTerminal.has(signal))) child?.kill(signal);
		};
		self.on(signal, listener);
		return () => self.off(signal, listener);
	});
	try {
		const started = await startChild(program, () =>
			spawn(program, args, {
				stdio: [hasInput ? 'inherit' : 'ignore', 'inherit', 'inherit'],
				env: variables,
			}),
		);
		if (!started.ok) return started;
		child = started.value;
		return ok(await exitCodeOf(child));
	} finally {
		for (const stop of listeners) stop();
	}
};
