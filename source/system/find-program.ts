import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, isAbsolute, join} from 'node:path';

const isProgram = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		// Not there, or not to be run: to the caller that is the same.
		return false;
	}
};

const suffixes = process.platform === 'win32' ? ['.exe', '.com', ''] : [''];

/**
 * Finds the absolute path of a program by its name, or checks one that is absolute already; undefined when there is none.
 *
 * @param path the folders to look in, as in `PATH`; a relative one would let the current folder decide, and is passed over
 */
export const findProgram = (name: string, path: string | undefined): string | undefined => {
	if (isAbsolute(name)) return isProgram(name) ? name : undefined;
	if (!name || /[\\/]/.test(name)) return undefined;
	return (path ?? '')
		.split(delimiter)
		.filter(folder => isAbsolute(folder))
		.flatMap(folder => suffixes.map(suffix => join(folder, `${name}${suffix}`)))
		.find(isProgram);
};
