import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as delay} from 'node:timers/promises';
import {startChild} from './start-child.ts';

// A starter that finds nothing to start says so with its exit code, and at once.
const patienceMs = 1500;

/** Resolves with whether a child runs, or has ended well; false when it could not be started or failed right away. */
export const hasStarted = async (child: ChildProcess): Promise<boolean> => {
	child.unref();
	const waiting = new AbortController();
	const {signal} = waiting;
	try {
		if (child.exitCode !== null) return child.exitCode === 0;
		const running = delay(patienceMs, [0], {signal});
		const [code] = await Promise.race([once(child, 'exit', {signal}), running]);
		return code === 0;
	} catch {
		// The program could not be run at all.
		return false;
	} finally {
		waiting.abort();
	}
};

/**
 * Starts a program that goes on by itself and has nothing to do with this terminal; resolves with whether it started.
 *
 * @param program an absolute path
 * @param variables all that it finds in its environment
 */
export const startDetached = async (
	program: string,
	args: readonly string[],
	variables: Record<string, string>,
): Promise<boolean> => {
	const started = await startChild(program, () =>
		spawn(program, args, {detached: true, stdio: 'ignore', env: variables, windowsHide: true}),
	);
	return started.ok && hasStarted(started.value);
};
