import {resolve} from 'node:path';
import {ok, type Result} from '../result.ts';
import {createFile} from '../system/create-file.ts';
import type {FileError} from '../system/file-error.ts';
import type {Random} from '../system/random.ts';
import {replaceFile} from '../system/replace-file.ts';
import {reveal, type Secret} from '../text/secret.ts';
import type {GitCheck} from './git-check.ts';

/** Where an export was written, and what the user should know about that place. */
export type WrittenExport = {readonly path: string; readonly warning?: string};

/**
 * Writes an export to a file of mode 0600, never over another unless the user decided so (`overwrite`), and then in
 * one step; warns when git would take the file into a commit.
 */
export const writeExport = async ({
	path,
	text,
	overwrite,
	random,
	isExposedToGit,
}: {
	readonly path: string;
	readonly text: Secret;
	readonly overwrite: boolean;
	readonly random: Pick<Random, 'bytes'>;
	readonly isExposedToGit: GitCheck;
}): Promise<Result<WrittenExport, FileError>> => {
	const file = resolve(path);
	const write = overwrite ? replaceFile : createFile;
	const written = await write(file, reveal(text), {random});
	if (!written.ok) return written;
	if (!(await isExposedToGit(file))) return ok({path: file});
	const warning = `${file} is in a git repository that does not ignore it: add it to .gitignore before you commit.`;
	return ok({path: file, warning});
};
