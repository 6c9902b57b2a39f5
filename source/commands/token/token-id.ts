import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';

/** Reads `--token-id`, or asks for it; only what can stand in an address as it is counts as an id. */
export const tokenIdOf = async ({
	flags,
	prompt,
}: Pick<Context, 'flags' | 'prompt'>): Promise<Result<string, CommandError>> => {
	const given = flags.text('token-id');
	const asked = given === undefined && prompt ? await prompt.line('Token id:') : ok(given);
	if (!asked.ok) return asked;
	if (asked.value === undefined) return fail(usageError('-i (--token-id) is missing.'));
	// Without this, `..` would make another address of the request.
	if (/^[\w-]{1,128}$/u.test(asked.value)) return ok(asked.value);
	return fail(
		usageError(
			'-i (--token-id) takes the id of a token, a UUID.',
			'pat-tui token list-tokens shows the ids.',
		),
	);
};
