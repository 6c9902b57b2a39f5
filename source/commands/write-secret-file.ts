import {resolve} from 'node:path';
import {makeGitCheck} from '../exports/git-check.ts';
import {writeExport} from '../exports/write-export.ts';
import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Secret} from '../text/secret.ts';
import type {Answer, Context} from './command.ts';
import {type CommandError, failedError} from './command-error.ts';

/** Writes a secret to the file that the person named (0600, never over another), and answers where it is. */
export const writeSecretFile = async (
	file: string,
	text: Secret,
	{host}: Pick<Context, 'host'>,
): Promise<Result<Answer, CommandError>> => {
	const {variables, effects, workingDirectory} = host;
	const isExposedToGit = makeGitCheck({path: variables['PATH'], home: variables['HOME']});
	const path = resolve(workingDirectory, file);
	const written = await writeExport({path, text, overwrite: false, random: effects.random, isExposedToGit});
	if (!written.ok)
		return fail(failedError(written.error, 'Nothing was written. Name another file with --output.'));
	const {path: at, warning} = written.value;
	return ok({
		kind: 'value',
		value: {file: at, warning},
		text: () =>
			[`Written to ${at}, mode 0600.`, ...(warning ? [warning] : [])]
				.map(line => `${sanitise(line, {graphemes: 1000})}\n`)
				.join(''),
	});
};
