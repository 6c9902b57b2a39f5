import {fail, type Result} from '../result.ts';
import {holdLock} from '../system/lock-file.ts';
import {systemProcesses} from '../system/processes.ts';
import type {Random} from '../system/random.ts';
import type {KeyStoreError} from './key-store-error.ts';

/**
 * Changes the files of one key while nobody else does. The work has to look at them again: what was read before may be
 * changed or gone.
 *
 * @param recordFile the absolute path of the key's record
 */
export const holdKey = async <T>(
	recordFile: string,
	{random}: {readonly random: Pick<Random, 'bytes'>},
	work: () => Promise<Result<T, KeyStoreError>>,
): Promise<Result<T, KeyStoreError>> => {
	const path = recordFile.replace(/\.json$/u, '.lock');
	const done = await holdLock(path, {random, processes: systemProcesses}, work);
	if (done.ok) return done;
	const {error} = done;
	if (error.kind !== 'held') return fail(error);
	return fail({kind: 'busy', message: 'Another pat-tui changes this key right now. Try again in a moment.'});
};
