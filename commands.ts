import {processHost} from './source/commands/process-host.ts';
import {runCommand} from './source/commands/run-command.ts';
import {systemEffects} from './source/system/system-effects.ts';

/** Runs a command with the machine's own effects, which is built as one script so that it can be kept compiled; gives the exit code. */
export const runProcess = async (
	argv: readonly string[],
	program: NodeJS.Process,
	version: string,
): Promise<number> => runCommand(argv, processHost(program, systemEffects(), version));
