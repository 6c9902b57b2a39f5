import {dirname} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {nodeFileCalls} from './file-calls.ts';
import {type FileError, fileError, hasCode} from './file-error.ts';
import {quietly, readBack, temporaryBeside, type WriteFileOptions, writeTemporary} from './temporary-file.ts';

/**
 * Writes a new file, mode 0600, whole or not at all, and never over another: a temporary file in the same
 * folder, synced, linked to its name, read back. Anything of that name, a dangling symbolic link too, is `exists`.
 */
export const createFile = async (
	path: string,
	data: string | Uint8Array,
	{random, calls = nodeFileCalls}: WriteFileOptions,
): Promise<Result<undefined, FileError>> => {
	const bytes = Buffer.from(data);
	const temporary = temporaryBeside(path, random);
	try {
		await writeTemporary(calls, temporary, bytes);
	} catch (error) {
		return fail(fileError(error, path));
	}
	try {
		await calls.link(temporary, path);
	} catch (error) {
		await quietly(calls.unlink(temporary));
		if (hasCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])) {
			const message = `${path} could not be written safely: its disk can't make hard links. Choose a folder on another disk.`;
			return fail({kind: 'no-links', message});
		}
		return fail(fileError(error, path));
	}
	await quietly(calls.unlink(temporary));
	try {
		await calls.syncFolder(dirname(path));
		await readBack(calls, path, bytes);
		return ok(undefined);
	} catch (error) {
		await quietly(calls.unlink(path));
		return fail(fileError(error, path));
	}
};
