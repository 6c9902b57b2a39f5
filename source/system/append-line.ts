import {constants, type Stats} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError} from './file-error.ts';

const refusal = (path: string, stats: Stats): FileError | undefined => {
	if (!stats.isFile()) return {kind: 'exists', message: `${path} exists and is not a file.`};
	// Windows has no user ids: there, the profile folder's own access list is what protects.
	const user = process.getuid?.();
	return user === undefined || stats.uid === user
		? undefined
		: {kind: 'not-ours', message: `${path} belongs to another user.`};
};

const endsWithoutLine = async (handle: FileHandle, size: number): Promise<boolean> => {
	if (size === 0) return false;
	const last = Buffer.alloc(1);
	await handle.read(last, 0, 1, size - 1);
	return last[0] !== 0x0a;
};

/**
 * Adds a line to a file (0600, made when missing) in one append, which two processes may do at once; a symbolic link,
 * another user's file or anything that is no file is refused.
 *
 * @param path in a folder that is there
 * @param line without its line feed
 * @returns the size of the file afterwards, in bytes
 */
export const appendLine = async (path: string, line: string): Promise<Result<number, FileError>> => {
	try {
		const {O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0} = constants;
		// A pipe of that name must be refused, not waited for.
		const handle = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
		try {
			const stats = await handle.stat();
			const refused = refusal(path, stats);
			if (refused) return fail(refused);
			if (process.platform !== 'win32' && (stats.mode & 0o777) !== 0o600) await handle.chmod(0o600);
			// A line torn by a full disk is closed first, so that it can't swallow this one.
			const separator = (await endsWithoutLine(handle, stats.size)) ? '\n' : '';
			const bytes = Buffer.from(`${separator}${line}\n`);
			const {bytesWritten} = await handle.write(bytes);
			if (bytesWritten < bytes.length) {
				return fail({kind: 'disk-full', message: `The disk is full: ${path} could not be written whole.`});
			}
			return ok(stats.size + bytesWritten);
		} finally {
			await handle.close();
		}
	} catch (error) {
		return fail(fileError(error, path));
	}
};
