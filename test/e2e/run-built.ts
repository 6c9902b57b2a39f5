import {execFile} from 'node:child_process';
import {resolve} from 'node:path';
import type {Machine} from './a-machine.ts';

/** Runs the built program on a machine without a terminal, as a script does. */
export const runBuilt = async (
	machine: Pick<Machine, 'environment' | 'work'>,
	args: readonly string[],
	variables: Readonly<Record<string, string>> = {},
): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> =>
	new Promise(settle => {
		const env = {...machine.environment, ...variables};
		const all = [resolve('dist/cli.cjs'), ...args];
		const child = execFile(process.execPath, all, {cwd: machine.work, env}, (_, stdout, stderr) =>
			settle({code: child.exitCode ?? -1, stdout, stderr}),
		);
	});
