import {lstat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {nodeFileCalls} from './file-calls.ts';
import {type FileError, fileError, hasCode} from './file-error.ts';
import {quietly, readBack, temporaryBeside, type WriteFileOptions, writeTemporary} from './temporary-file.ts';

const refusedForReplacing = async (path: string): Promise<FileError | undefined> => {
	try {
		const stats = await lstat(path);
		if (stats.isSymbolicLink()) {
			return {kind: 'symlink', message: `${path} is a symbolic link, which is not followed.`};
		}
		return stats.isFile() ? undefined : {kind: 'exists', message: `${path} exists and is not a file.`};
	} catch (error) {
		if (hasCode(error, ['ENOENT'])) return undefined;
		throw error;
	}
};

/**
 * Puts a file, mode 0600, in the place of a regular file or of nothing, in one step: whoever reads the name finds
 * the old content or the new. A symbolic link or anything else that is no regular file is refused.
 */
export const replaceFile = async (
	path: string,
	data: string | Uint8Array,
	{random, calls = nodeFileCalls}: WriteFileOptions,
): Promise<Result<undefined, FileError>> => {
	const bytes = Buffer.from(data);
	const temporary = temporaryBeside(path, random);
	try {
		const refused = await refusedForReplacing(path);
		if (refused) return fail(refused);
		await writeTemporary(calls, temporary, bytes);
		await calls.rename(temporary, path);
		await calls.syncFolder(dirname(path));
		await readBack(calls, path, bytes);
		return ok(undefined);
	} catch (error) {
		await quietly(calls.unlink(temporary));
		return fail(fileError(error, path));
	}
};
