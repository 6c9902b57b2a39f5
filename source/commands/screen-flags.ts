import {fail, ok, type Result} from '../result.ts';
import {type CommandError, usageError} from './command-error.ts';
import {parseFlags} from './parse-flags.ts';

const onlyForCommands = ['json', 'no-input'];

/** Reads the flags of the full-screen program. */
export const readScreenFlags = (
	argv: readonly string[],
): Result<{readonly environment: string | undefined}, CommandError> => {
	const parsed = parseFlags(argv, {flags: []});
	if (!parsed.ok) return parsed;
	const {flags} = parsed.value;
	const foreign = onlyForCommands.find(name => flags.has(name));
	if (foreign !== undefined)
		return fail(usageError(`--${foreign} is for commands: \`pat-tui --help\` lists them.`));
	return ok({environment: flags.text('environment')});
};
