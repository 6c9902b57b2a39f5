import {type Environment, environmentNames, findEnvironment} from '../config/environments.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Context} from './command.ts';
import {type CommandError, usageError} from './command-error.ts';

const choices = `Choose with --environment or PAT_TUI_ENVIRONMENT: ${environmentNames.join(' or ')}.`;

/**
 * Chooses the environment of a command: `--environment`, else `PAT_TUI_ENVIRONMENT`, else `AFFINIDI_CLI_ENVIRONMENT`;
 * the `PAT_TUI_*_URL` overrides make one of their own.
 */
export const chooseEnvironment = ({flags, host, voice}: Context): Result<Environment, CommandError> => {
	const {variables} = host;
	const asked = findEnvironment(flags.text('environment'), variables);
	const found =
		asked.ok && !asked.value
			? findEnvironment(variables['AFFINIDI_CLI_ENVIRONMENT'] || undefined, variables)
			: asked;
	if (!found.ok) {
		const isUnknown = found.error.kind === 'unknown-environment';
		return fail(usageError(found.error.message, isUnknown ? choices : undefined));
	}
	if (!found.value) {
		return fail(usageError("Affinidi's own service comes with a later version of pat-tui.", choices));
	}
	voice.note(`Environment: ${found.value.name}${found.value.embedded ? '' : ` (${found.value.portalUrl})`}`);
	return ok(found.value);
};
