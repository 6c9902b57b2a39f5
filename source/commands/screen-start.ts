import {systemEffects} from '../system/system-effects.ts';
import {processHost} from './process-host.ts';
import {readScreenFlags} from './screen-flags.ts';
import {writeError} from './write-output.ts';

/** Gives what the full-screen program is started with; wrong flags are said on standard error, and give nothing. */
export const screenStart = async (argv: readonly string[], program: NodeJS.Process, version: string) => {
	const effects = systemEffects();
	const host = processHost(program, effects, version);
	const flags = readScreenFlags(argv);
	if (!flags.ok) {
		await writeError(flags.error, host, {asJson: false});
		return undefined;
	}
	const {variables, workingDirectory} = host;
	return {effects, variables, workingDirectory, version, environment: flags.value.environment};
};
