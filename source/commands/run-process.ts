import {systemEffects} from '../system/system-effects.ts';
import {processHost} from './process-host.ts';
import {runCommand} from './run-command.ts';

/** Runs a command with the machine's own effects; gives the exit code. */
export const runProcess = async (
	argv: readonly string[],
	program: NodeJS.Process,
	version: string,
): Promise<number> => runCommand(argv, processHost(program, systemEffects(), version));
