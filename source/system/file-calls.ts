import {constants} from 'node:fs';
import {type FileHandle, link, open, rename, unlink} from 'node:fs/promises';
import {hasCode} from './file-error.ts';

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

const syncFolder = async (path: string) => {
	// Windows can't open a folder, and writes the change of names through by itself.
	if (process.platform === 'win32') return;
	const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} catch (error) {
		// Some network disks can't sync a folder; the file itself is synced all the same.
		if (!hasCode(error, ['EINVAL', 'ENOTSUP'])) throw error;
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
