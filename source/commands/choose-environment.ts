import {
	type Environment,
	environmentNamed,
	findEnvironment,
	prodEnvironment,
} from '../config/environments.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Context} from './command.ts';
import {type CommandError, usageError} from './command-error.ts';

const officialVariable = 'AFFINIDI_CLI_ENVIRONMENT';

const choices = `Choose with --environment, PAT_TUI_ENVIRONMENT or ${officialVariable}.`;

/**
 * Chooses the environment of a command: `--environment`, else the `PAT_TUI_*_URL` overrides, else `PAT_TUI_ENVIRONMENT`,
 * else `AFFINIDI_CLI_ENVIRONMENT`, else `prod`, as scripts of the official CLI expect; any other than `prod` is said.
 */
export const chooseEnvironment = ({flags, host, voice}: Context): Result<Environment, CommandError> => {
	const {variables} = host;
	const asked = findEnvironment(flags.text('environment'), variables);
	const official = variables[officialVariable] || prodEnvironment.name;
	const found = asked.ok ? (asked.value ? ok(asked.value) : environmentNamed(official)) : asked;
	if (!found.ok) {
		const isUnknown = found.error.kind === 'unknown-environment';
		return fail(usageError(found.error.message, isUnknown ? choices : undefined));
	}
	const {name, embedded, portalUrl} = found.value;
	if (found.value !== prodEnvironment) {
		voice.note(`Environment: ${name}${embedded ? '' : `, ${portalUrl}`}`);
	}
	return ok(found.value);
};
