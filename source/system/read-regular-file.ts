import {constants, type Stats} from 'node:fs';
import {open} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError} from './file-error.ts';

/** The content of a regular file, and what the system says about it. */
export type RegularFile = {readonly bytes: Buffer; readonly stats: Stats};

/** Reads a regular file of at most `limit` bytes; a pipe or device is refused and never waited for, a symbolic link only followed when asked to. */
export const readRegularFile = async (
	path: string,
	limit: number,
	{followsLinks}: {readonly followsLinks: boolean},
): Promise<Result<RegularFile, FileError>> => {
	try {
		const noLinks = followsLinks ? 0 : (constants.O_NOFOLLOW ?? 0);
		const handle = await open(path, constants.O_RDONLY | noLinks | (constants.O_NONBLOCK ?? 0));
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
