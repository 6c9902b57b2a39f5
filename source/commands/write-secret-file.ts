import {resolve} from 'node:path';
import {makeGitCheck} from '../exports/git-check.ts';
import {type WrittenExport, writeExport} from '../exports/write-export.ts';
import {fail, ok, type Result} from '../result.ts';
import type {FileError} from '../system/file-error.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Secret} from '../text/secret.ts';
import type {Answer, Context} from './command.ts';
import {type CommandError, failedError} from './command-error.ts';

/** Writes, and asks once more where a file is there already and a person can be asked. */
const writeOrAsk = async (
	path: string,
	write: (overwrite: boolean) => Promise<Result<WrittenExport, FileError>>,
	{prompt}: Pick<Context, 'prompt'>,
): Promise<Result<WrittenExport, CommandError>> => {
	const first = await write(false);
	const isThere = !first.ok && first.error.kind === 'exists';
	const typed =
		isThere && prompt ? await prompt.line(`${path} is there already. Write over it? [no]`) : ok('');
	if (!typed.ok) return typed;
	const written = /^y(?:es)?$/iu.test(typed.value) ? await write(true) : first;
	return written.ok
		? written
		: fail(failedError(written.error, 'Nothing was written. Name another file with --output.'));
};

/** Writes a secret to the file that the person named (0600, over another only after asking), and answers where it is. */
export const writeSecretFile = async (
	file: string,
	text: Secret,
	{host, prompt}: Pick<Context, 'host' | 'prompt'>,
): Promise<Result<Answer, CommandError>> => {
	const {variables, effects, workingDirectory} = host;
	const isExposedToGit = makeGitCheck({path: variables['PATH'], home: variables['HOME']});
	const path = resolve(workingDirectory, file);
	const write = async (overwrite: boolean) =>
		writeExport({path, text, overwrite, random: effects.random, isExposedToGit});
	const written = await writeOrAsk(path, write, {prompt});
	if (!written.ok) return written;
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
