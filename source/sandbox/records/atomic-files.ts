import {linkSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
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
const makingFolder = (folder: string, operation: () => void) => {
	try {
		operation();
	} catch (error) {
		if (!isMissing(error)) throw error;
		mkdirSync(folder, {recursive: true, mode: 0o700});
		operation();
	}
};

/** Makes the writer (files 0600) whose temporary files lie in one folder, named `<process mark>.<count>`. */
export const makeAtomicFiles = (temporaryFolder: string): AtomicFiles => {
	// Not flushed to the disk: a killed process loses nothing by it, and a sandbox need not outlive a power cut.
	const writeTemporary = (text: string) => {
		written += 1;
		const path = join(temporaryFolder, `${processMark()}.${written}`);
		makingFolder(temporaryFolder, () => writeFileSync(path, text, {flag: 'wx', mode: 0o600}));
		return path;
	};

	return {
		create: async (path, text) => {
			const temporary = writeTemporary(text);
			try {
				makingFolder(dirname(path), () => linkSync(temporary, path));
				return true;
			} catch (error) {
				if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
				throw error;
			} finally {
				rmSync(temporary, {force: true});
			}
		},
		replace: async (path, text) => {
			const temporary = writeTemporary(text);
			makingFolder(dirname(path), () => renameSync(temporary, path));
		},
	};
};
