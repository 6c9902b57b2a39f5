import {slugOf} from '../../keys/slug.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';

/** Where an export goes before the token is known; `ask`: the person is asked for a file. */
export type ExportPlan = {
	readonly format: 'env' | 'json';
	readonly output: {readonly file: string} | 'stdout' | 'ask';
};

/** Reads where an export goes; a key is shown on a terminal only when that was asked for. */
export const exportPlan = ({flags, host, prompt}: Context): Result<ExportPlan, CommandError> => {
	const output = flags.text('output');
	const given = flags.text('format');
	const wantsJson = flags.has('json');
	const isJson = given === 'json' || (given === undefined && wantsJson);
	const format = isJson ? 'json' : 'env';
	if (output === '') return fail(usageError('--output is empty.'));
	if (output !== undefined && output !== '-') return ok({format, output: {file: output}});
	if (output === undefined && host.stdout.isTTY) {
		if (prompt) return ok({format, output: 'ask'});
		return fail(
			usageError('--output is missing.', 'Name a file, or - to show the private key on this terminal.'),
		);
	}
	if (wantsJson && format === 'env') {
		return fail(usageError('--json and --format env exclude each other without --output FILE.'));
	}
	return ok({format, output: 'stdout'});
};

/** Settles where an export goes, asking for the file where that is open. */
export const exportTarget = async (
	{format, output}: ExportPlan,
	tokenName: string,
	{prompt}: Pick<Context, 'prompt'>,
): Promise<Result<{readonly file: string} | 'stdout', CommandError>> => {
	if (output !== 'ask') return ok(output);
	const proposed = `${slugOf(tokenName)}.${format}`;
	const typed = prompt ? await prompt.line(`File to write [${proposed}]:`) : ok('');
	return typed.ok ? ok({file: typed.value || proposed}) : typed;
};
