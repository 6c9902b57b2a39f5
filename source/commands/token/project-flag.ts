import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import type {Flag} from '../flag.ts';

/** The flag that names the one project to act in. */
export const projectFlag: Flag = {
	name: 'project',
	value: 'ID|NAME',
	summary: 'The project to act in, one that the token is in',
};

/** Reads `--project`, or asks for it. */
export const projectOf = async ({
	flags,
	prompt,
}: Pick<Context, 'flags' | 'prompt'>): Promise<Result<string, CommandError>> => {
	const given = flags.text('project');
	const asked = given === undefined && prompt ? await prompt.line('Project (id or name):') : ok(given);
	if (!asked.ok) return asked;
	if (asked.value === undefined) return fail(usageError('--project is missing.'));
	return asked.value.trim() === '' ? fail(usageError('--project is empty.')) : ok(asked.value);
};
