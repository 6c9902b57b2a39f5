import {constants, type Stats} from 'node:fs';
import {lstat, mkdir, open} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError} from './file-error.ts';

const privateMode = 0o700;

const refusal = (path: string, stats: Stats): FileError | undefined => {
	if (stats.isSymbolicLink()) {
		return {kind: 'symlink', message: `${path} is a symbolic link: only a real folder is used.`};
	}
	if (!stats.isDirectory()) return {kind: 'exists', message: `${path} exists and is not a folder.`};
	// Windows has no user ids: there, the profile folder's own access list is what protects.
	const user = process.getuid?.();
	if (user !== undefined && stats.uid !== user) {
		return {kind: 'not-ours', message: `The folder ${path} belongs to another user.`};
	}
	return undefined;
};

const inspectBefore = async (path: string) => {
	try {
		return refusal(path, await lstat(path));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
};

const narrow = async (path: string) => {
	// Opened without following links, so that what is checked is what is changed.
	const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
	try {
		const stats = await handle.stat();
		const refused = refusal(path, stats);
		if (refused === undefined && (stats.mode & 0o777) !== privateMode) await handle.chmod(privateMode);
		return refused;
	} finally {
		await handle.close();
	}
};

/**
 * Makes sure that a folder of ours is there with mode 0700, made with its missing parents or narrowed;
 * a symbolic link, another user's folder or something else of that name is refused.
 */
export const ensureFolder = async (path: string): Promise<Result<undefined, FileError>> => {
	try {
		const before = await inspectBefore(path);
		if (before) return fail(before);
		await mkdir(path, {recursive: true, mode: privateMode});
		const refused = process.platform === 'win32' ? undefined : await narrow(path);
		return refused ? fail(refused) : ok(undefined);
	} catch (error) {
		return fail(fileError(error, path));
	}
};
