import {systemEffects} from '../system/system-effects.ts';
import type {CommandError} from './command-error.ts';
import {processHost} from './process-host.ts';
import {writeError} from './write-output.ts';

/** Says on standard error what is wrong with the flags of the full-screen program. */
export const writeFlagsError = async (
	error: CommandError,
	program: NodeJS.Process,
	version: string,
): Promise<void> => writeError(error, processHost(program, systemEffects(), version), {asJson: false});
