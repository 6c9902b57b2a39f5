import {type SwitchName, switches, switchNames} from '../config/switches.ts';
import {fail, ok, type Result} from '../result.ts';
import {type CommandError, usageError} from './command-error.ts';
import {screenFlags} from './flag.ts';
import {parseFlags} from './parse-flags.ts';

const onlyForCommands = ['json', 'no-input'];

/** What the flags of the full-screen program say. */
export type ScreenFlags = {
	readonly environment: string | undefined;
	/** The choices that were made by a flag. */
	readonly switches: ReadonlySet<SwitchName>;
};

/** Reads the flags of the full-screen program. */
export const readScreenFlags = (argv: readonly string[]): Result<ScreenFlags, CommandError> => {
	const parsed = parseFlags(argv, {flags: screenFlags});
	if (!parsed.ok) return parsed;
	const {flags} = parsed.value;
	const foreign = onlyForCommands.find(name => flags.has(name));
	if (foreign !== undefined)
		return fail(usageError(`--${foreign} is for commands: \`pat-tui --help\` lists them.`));
	return ok({
		environment: flags.text('environment'),
		switches: new Set(switchNames.filter(name => flags.has(switches[name].flag))),
	});
};
