import {chmod, lstat, mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {isMissing} from './records/is-missing.ts';

/** The file by which a directory is known as a sandbox's. */
export const markerFile = 'pat-tui-sandbox.json';

/** Why a directory can't hold a sandbox's data. */
export type DirectoryError = {
	readonly kind: 'foreign-directory' | 'storage-failed';
	readonly message: string;
};

/** Looks at a directory without changing it: absent, empty, a sandbox's, or (also when it is a symlink or a file) somebody else's. */
export const inspectDirectory = async (
	directory: string,
): Promise<'absent' | 'empty' | 'sandbox' | 'foreign'> => {
	try {
		if (!(await lstat(directory)).isDirectory()) return 'foreign';
	} catch (error) {
		if (isMissing(error)) return 'absent';
		throw error;
	}
	const names = await readdir(directory);
	if (names.includes(markerFile)) return 'sandbox';
	return names.length === 0 ? 'empty' : 'foreign';
};

/** Says that a directory holds something else than a sandbox's data. */
export const foreignDirectory = (directory: string): DirectoryError => ({
	kind: 'foreign-directory',
	message: `${directory} holds something else than a sandbox's data: choose an empty or a new directory.`,
});

/** Says what the operating system answered. */
export const storageFailed = (directory: string, error: unknown): DirectoryError => ({
	kind: 'storage-failed',
	message: `${directory} can't be used: ${error instanceof Error ? error.message : 'unknown error'}`,
});

/** Makes a directory ready for a sandbox: 0700, with the marker; a directory with anything else in it is refused and left alone. */
export const prepareDirectory = async (directory: string): Promise<Result<void, DirectoryError>> => {
	try {
		const found = await inspectDirectory(directory);
		if (found === 'foreign') return fail(foreignDirectory(directory));
		if (found === 'absent') await mkdir(directory, {recursive: true, mode: 0o700});
		if (found === 'empty') await chmod(directory, 0o700);
		// Two processes may come here at once, and the file says nothing but its name: no need for more care.
		if (found !== 'sandbox') await writeFile(join(directory, markerFile), '{"format":1}\n', {mode: 0o600});
		return ok(undefined);
	} catch (error) {
		return fail(storageFailed(directory, error));
	}
};
