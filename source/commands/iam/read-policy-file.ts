import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {parsePolicy} from '../../policies/parse-policy.ts';
import type {Policy} from '../../policies/policy.ts';
import {fail, type Result} from '../../result.ts';
import {readError} from '../../system/file-error.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';

const largestFile = 1024 * 1024;

/** Reads the policy in a file that the person names, by the rules of the official CLI. */
export const readPolicyFile = async (
	file: string,
	{host: {workingDirectory}}: Pick<Context, 'host'>,
): Promise<Result<Policy, CommandError>> => {
	const path = resolve(workingDirectory, file);
	const chunks: Buffer[] = [];
	try {
		// Opened as any program would, for `-f <(command)` is a pipe behind a symbolic link.
		for await (const chunk of createReadStream(path, {end: largestFile})) chunks.push(Buffer.from(chunk));
	} catch (error) {
		return fail(
			failedError(readError(error, path), 'Nothing was sent. Check the path given with -f (--file).'),
		);
	}
	const bytes = Buffer.concat(chunks);
	if (bytes.length > largestFile) return fail(usageError('-f (--file): the file is larger than 1 MiB.'));
	const policy = parsePolicy(bytes.toString('utf8'));
	if (policy.ok) return policy;
	const hint = '`pat-tui iam get-policies` prints such a file.';
	return fail(usageError(`-f (--file): this is no policy. ${policy.error}`, hint));
};
