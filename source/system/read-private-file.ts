import {constants, type Stats} from 'node:fs';
import {open} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError} from './file-error.ts';

/** The content of a regular file, and what the system says about it. */
export type PrivateFile = {readonly bytes: Buffer; readonly stats: Stats};

/** Reads a regular file of at most `limit` bytes without following a symbolic link; a pipe or device is refused and never waited for. */
export const readPrivateFile = async (
	path: string,
	limit: number,
): Promise<Result<PrivateFile, FileError>> => {
	try {
		const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
		const handle = await open(path, flags);
		try {
			const stats = await handle.stat();
			if (!stats.isFile()) return fail({kind: 'unexpected', message: `${path} is not a file.`});
			if (stats.size > limit) return fail({kind: 'unexpected', message: `${path} is too large.`});
			const buffer = Buffer.alloc(limit);
			const {bytesRead} = await handle.read(buffer, 0, limit, 0);
			return ok({bytes: buffer.subarray(0, bytesRead), stats});
		} finally {
			await handle.close();
		}
	} catch (error) {
		return fail(fileError(error, path));
	}
};
