import {closeSync, constants, fstatSync, lstatSync, openSync, readFileSync} from 'node:fs';
import path from 'node:path';

const isOwn = ({uid, mode}: {readonly uid: number; readonly mode: number}): boolean =>
	process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o077) === 0);

/**
 * Reads a small file that only we can have written: a file of ours (0600) in a folder of ours (0700), no links followed;
 * undefined when it is missing or anything else.
 *
 * Read without a turn of the event loop, for what the first frame waits for.
 */
export const readOwnFile = (file: string): Buffer | undefined => {
	try {
		const folder = lstatSync(path.dirname(file));
		if (!folder.isDirectory() || !isOwn(folder)) return undefined;
		// A pipe of that name must be refused, not waited for.
		const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
		const handle = openSync(file, flags);
		try {
			const stats = fstatSync(handle);
			return stats.isFile() && isOwn(stats) ? readFileSync(handle) : undefined;
		} finally {
			closeSync(handle);
		}
	} catch {
		// Missing, or not to be read: to the caller that is the same.
		return undefined;
	}
};
