import {link, mkdir, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {isMissing} from './is-missing.ts';
import {processMark} from './process-mark.ts';

/** Whole files or none: what a killed process leaves is the old text, the new text, or a stray temporary file. */
export type AtomicFiles = {
	/** Writes a file that must not be there yet; false when it is. */
	readonly create: (path: string, text: string) => Promise<boolean>;
	/** Writes a file, in place of what is there. */
	readonly replace: (path: string, text: string) => Promise<void>;
};

let written = 0;

/** Runs a file operation again after making the folder it lacks (0700). */
const makingFolder = async (folder: string, operation: () => Promise<void>) => {
	try {
		await operation();
	} catch (error) {
		if (!isMissing(error)) throw error;
		await mkdir(folder, {recursive: true, mode: 0o700});
		await operation();
	}
};

/** Makes the writer (files 0600) whose temporary files lie in one folder, named `<process mark>.<count>`. */
export const makeAtomicFiles = (temporaryFolder: string): AtomicFiles => {
	// Not flushed to the disk: a killed process loses nothing by it, and a sandbox need not outlive a power cut.
	const writeTemporary = async (text: string) => {
		written += 1;
		const path = join(temporaryFolder, `${processMark()}.${written}`);
		await makingFolder(temporaryFolder, async () => writeFile(path, text, {flag: 'wx', mode: 0o600}));
		return path;
	};

	return {
		create: async (path, text) => {
			const temporary = await writeTemporary(text);
			try {
				await makingFolder(dirname(path), async () => link(temporary, path));
				return true;
			} catch (error) {
				if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
				throw error;
			} finally {
				await rm(temporary, {force: true});
			}
		},
		replace: async (path, text) => {
			const temporary = await writeTemporary(text);
			await makingFolder(dirname(path), async () => rename(temporary, path));
		},
	};
};
