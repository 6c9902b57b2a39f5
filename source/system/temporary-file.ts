import {lstat, readdir, unlink} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {FileCalls} from './file-calls.ts';
import type {Random} from './random.ts';

/** What writing a file needs: randomness for the temporary name, and the calls when they are not node's own. */
export type WriteFileOptions = {readonly random: Pick<Random, 'bytes'>; readonly calls?: FileCalls};

const temporaryName = /^\.pat-tui-[\da-f]{24}\.tmp$/u;
const oneHour = 3_600_000;

/** Gives a new name for a temporary file in the folder of `path`. */
export const temporaryBeside = (path: string, random: Pick<Random, 'bytes'>) =>
	join(dirname(path), `.pat-tui-${Buffer.from(random.bytes(12)).toString('hex')}.tmp`);

/** Waits for an action whose own failure is not the one to report. */
export const quietly = async (action: Promise<void>) => {
	try {
		await action;
	} catch {
		// The failure that led here is the one to report; what stays behind is swept later.
	}
};

/** Writes a temporary file and syncs it; where that fails it is removed again. */
export const writeTemporary = async (calls: FileCalls, path: string, bytes: Uint8Array) => {
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

/** Throws when a file does not hold what was written to it. */
export const readBack = async (calls: FileCalls, path: string, bytes: Uint8Array) => {
	const found = await calls.read(path);
	if (Buffer.compare(found, bytes) !== 0) throw new Error('what was read back is not what was written');
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
