import {unlink} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import type {FileCalls} from '../system/file-calls.ts';
import {type FileError, fileError} from '../system/file-error.ts';
import type {KeyRecord} from './key-record.ts';
import type {KeyRow} from './key-row.ts';

/** Removes a key for good: its private key, then its record. Of one that is kept elsewhere only the record goes. Gives the record. */
export const removeKeyFiles = async (
	{status, record, recordFile, place}: Exclude<KeyRow, {readonly status: 'damaged'}>,
	calls: Pick<FileCalls, 'syncFolder'>,
): Promise<Result<KeyRecord, FileError>> => {
	try {
		if (status === 'ready' && record.custody === 'stored') await unlink(place);
		await unlink(recordFile);
		await calls.syncFolder(dirname(recordFile));
		return ok(record);
	} catch (error) {
		return fail(fileError(error, place));
	}
};
