import {type ChildProcess, type SpawnOptions, spawn} from 'node:child_process';
import {childVariables} from './child-variables.ts';
import {findProgram} from './find-program.ts';

/** What the bundled `open` package starts its children with in place of node's own, for it can not be told: absolute programs, none of our variables. */
export const childrenOfOpen = {
	spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
		const {env} = process;
		// Not found is for the child to report, as the package expects; no shell and no current folder may find another one.
		const program = findProgram(command, env['PATH']) ?? `/nonexistent/${command}`;
		return spawn(program, args, {...options, env: childVariables(env)});
	},
};
