import {constants} from 'node:fs';
import {type FileHandle, link, lstat, open, readdir, rename, unlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError} from './file-error.ts';
import type {Random} from './random.ts';

/** The calls that writing a file makes, one by one, so that a test can fail or end the process at each. */
export type FileCalls = {
	readonly openNew: (path: string) => Promise<FileHandle>;
	readonly write: (handle: FileHandle, bytes: Uint8Array) => Promise<void>;
	readonly sync: (handle: FileHandle) => Promise<void>;
	readonly close: (handle: FileHandle) => Promise<void>;
	readonly link: (from: string, to: string) => Promise<void>;
	readonly rename: (from: string, to: string) => Promise<void>;
	readonly unlink: (path: string) => Promise<void>;
	readonly syncFolder: (path: string) => Promise<void>;
	readonly read: (path: string) => Promise<Uint8Array>;
};

/** What writing a file needs: randomness for the temporary name, and the calls when they are not node's own. */
export type CreateFileOptions = {readonly random: Pick<Random, 'bytes'>; readonly calls?: FileCalls};

const temporaryName = /^\.pat-tui-[\da-f]{24}\.tmp$/u;
const oneHour = 3_600_000;

const codeIn = (error: unknown, codes: readonly string[]) =>
	error instanceof Error && 'code' in error && codes.includes(String(error.code));

const syncFolder = async (path: string) => {
	// Windows can't open a folder, and writes the change of names through by itself.
	if (process.platform === 'win32') return;
	const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} catch (error) {
		// Some network disks can't sync a folder; the file itself is synced all the same.
		if (!codeIn(error, ['EINVAL', 'ENOTSUP'])) throw error;
	} finally {
		await handle.close();
	}
};

const readWithoutFollowing = async (path: string) => {
	const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
	try {
		return await handle.readFile();
	} finally {
		await handle.close();
	}
};

/** Node's own file calls. */
export const nodeFileCalls: FileCalls = {
	openNew: async path => open(path, 'wx', 0o600),
	write: async (handle, bytes) => handle.writeFile(bytes),
	sync: async handle => handle.sync(),
	close: async handle => handle.close(),
	// Named here and called there: `node:fs/promises` is loaded by who writes, not by who might.
	link: async (from, to) => link(from, to),
	rename: async (from, to) => rename(from, to),
	unlink: async path => unlink(path),
	syncFolder,
	read: readWithoutFollowing,
};

const quietly = async (action: Promise<void>) => {
	try {
		await action;
	} catch {
		// The failure that led here is the one to report; what stays behind is swept later.
	}
};

const writeTemporary = async (calls: FileCalls, path: string, bytes: Uint8Array) => {
	const handle = await calls.openNew(path);
	try {
		await calls.write(handle, bytes);
		await calls.sync(handle);
		await calls.close(handle);
	} catch (error) {
		await quietly(handle.close());
		await quietly(calls.unlink(path));
		throw error;
	}
};

const readBack = async (calls: FileCalls, path: string, bytes: Uint8Array) => {
	const found = await calls.read(path);
	if (Buffer.compare(found, bytes) !== 0) throw new Error('what was read back is not what was written');
};

/**
 * Writes a new file, mode 0600, whole or not at all, and never over another: a temporary file in the same
 * folder, synced, linked to its name, read back. Anything of that name, a dangling symbolic link too, is `exists`.
 */
export const createFile = async (
	path: string,
	data: string | Uint8Array,
	{random, calls = nodeFileCalls}: CreateFileOptions,
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
		if (codeIn(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])) {
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

/**
 * Puts a file, mode 0600, in the place of a regular file or of nothing, in one step: whoever reads the name finds
 * the old content or the new. A symbolic link or anything else that is no regular file is refused.
 */
export const replaceFile = async (
	path: string,
	data: string | Uint8Array,
	{random, calls = nodeFileCalls}: CreateFileOptions,
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

const temporaryBeside = (path: string, random: Pick<Random, 'bytes'>) =>
	join(dirname(path), `.pat-tui-${Buffer.from(random.bytes(12)).toString('hex')}.tmp`);

const refusedForReplacing = async (path: string): Promise<FileError | undefined> => {
	try {
		const stats = await lstat(path);
		if (stats.isSymbolicLink()) {
			return {kind: 'symlink', message: `${path} is a symbolic link, which is not followed.`};
		}
		return stats.isFile() ? undefined : {kind: 'exists', message: `${path} exists and is not a file.`};
	} catch (error) {
		if (codeIn(error, ['ENOENT'])) return undefined;
		throw error;
	}
};

/** Removes temporary files that a killed program left in `folder` more than an hour before `now` (ms); gives their number. */
export const sweepTemporaryFiles = async (folder: string, now: number): Promise<number> => {
	let swept = 0;
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter(each => temporaryName.test(each))) {
		try {
			const path = join(folder, name);
			const stats = await lstat(path);
			if (!stats.isFile() || now - stats.mtimeMs <= oneHour) continue;
			await unlink(path);
			swept += 1;
		} catch {
			// Another program swept it first, or may not: it harms nothing until the next time.
		}
	}
	return swept;
};
