import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import {type DirectoryError, foreignDirectory, inspectDirectory, storageFailed} from './prepare-directory.ts';
import {signingKeyFile} from './signing-key.ts';
import {stateFolders} from './state.ts';

/** Removes a sandbox's data, and nothing else: only what a sandbox makes, only from a directory that is marked as one's; the directory and its mark stay. */
export const resetSandbox = async (directory: string): Promise<Result<void, DirectoryError>> => {
	try {
		const found = await inspectDirectory(directory);
		if (found === 'foreign') return fail(foreignDirectory(directory));
		if (found !== 'sandbox') return ok(undefined);
		// The marker stays: a program that still serves the directory goes on writing, and the directory must stay known as a sandbox's.
		for (const name of [...stateFolders, signingKeyFile]) {
			await rm(join(directory, name), {recursive: true, force: true});
		}
		return ok(undefined);
	} catch (error) {
		return fail(storageFailed(directory, error));
	}
};
