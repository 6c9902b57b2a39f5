import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, join, resolve} from 'node:path';
import {text} from 'node:stream/consumers';
import type {Machine} from './a-machine.ts';
import {type PtyProgram, type Scope, type StartOptions, startInPty} from './pty.ts';

/** What a line wrote where there is no terminal, and how it ended. */
export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** A shell that knows the built program as `pat-tui`, as the shell of who installed it does. */
export type CommandLine = {
	/** Runs a line as a script does: no input, and both outputs are pipes. `isEnough` has it asked to stop. */
	readonly run: (line: string, isEnough?: (stdout: string) => boolean) => Promise<Ran>;
	/** Runs a line in a terminal. */
	readonly type: (scope: Scope, line: string, size?: Pick<StartOptions, 'columns' | 'rows'>) => PtyProgram;
};

/** Makes the shell of a machine; it splits each line into words, so quotes count. */
export const aCommandLine = async ({home, work, environment}: Machine): Promise<CommandLine> => {
	const programs = join(home, 'programs');
	await mkdir(programs);
	const program = join(programs, 'pat-tui');
	await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/cli.cjs')}' "$@"\n`);
	await chmod(program, 0o755);
	const variables = {
		...environment,
		LANG: 'C.UTF-8',
		PATH: [programs, process.env['PATH']].join(delimiter),
	};
	return {
		async run(line, isEnough = () => false) {
			// In place of the shell: a signal has to reach the program.
			const child = spawn('bash', ['-c', `exec ${line}`], {
				cwd: work,
				env: variables,
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			let seen = '';
			let isStopped = false;
			child.stdout.on('data', (chunk: Buffer) => {
				seen += chunk.toString();
				// A second signal would end a program that is about to end by the first.
				if (isStopped || !isEnough(seen)) return;
				isStopped = true;
				child.kill('SIGTERM');
			});
			const [stdout, stderr] = await Promise.all([
				text(child.stdout),
				text(child.stderr),
				once(child, 'close'),
			]);
			return {code: child.exitCode ?? -1, stdout, stderr};
		},
		type: (scope, line, size = {}) =>
			startInPty(scope, {
				...size,
				command: 'bash',
				args: ['-c', `exec ${line}`],
				directory: work,
				environment: variables,
			}),
	};
};
