import type {Result} from '../result.ts';
import type {FileError} from './file-error.ts';
import {type RegularFile, readRegularFile} from './read-regular-file.ts';

/** Reads a regular file of at most `limit` bytes without following a symbolic link; a pipe or device is refused and never waited for. */
export const readPrivateFile = async (path: string, limit: number): Promise<Result<RegularFile, FileError>> =>
	readRegularFile(path, limit, {followsLinks: false});
