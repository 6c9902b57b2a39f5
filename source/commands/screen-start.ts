import {systemEffects} from '../system/system-effects.ts';
import {readScreenFlags} from './screen-flags.ts';

/** Gives what the full-screen program is started with; wrong flags are said on standard error, and give nothing. */
export const screenStart = async (argv: readonly string[], program: NodeJS.Process, version: string) => {
	const flags = readScreenFlags(argv);
	if (!flags.ok) {
		// Loaded only now: the first frame waits for whatever this file imports.
		const {writeFlagsError} = await import('./write-flags-error.ts');
		await writeFlagsError(flags.error, program, version);
		return undefined;
	}
	return {
		...flags.value,
		effects: systemEffects(),
		variables: program.env,
		workingDirectory: program.cwd(),
		version,
	};
};
