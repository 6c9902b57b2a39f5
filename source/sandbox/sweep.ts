import {readdir, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {Collection} from './records/collection.ts';
import {isMissing} from './records/is-missing.ts';
import {isRunning} from './records/process-mark.ts';
import type {Service} from './service.ts';
import type {State} from './state.ts';

// An ended session is known as ended for a while, so that its user hears "expired" and not "never seen".
const sessionGraceMs = 30 * 24 * 60 * 60 * 1000;

type Perishable = Pick<Collection<{readonly expiresAt: number}>, 'ids' | 'read' | 'remove'>;

const sweepExpired = async (records: Perishable, before: number) => {
	for (const id of await records.ids()) {
		const record = await records.read(id);
		if (record !== undefined && record.expiresAt < before) await records.remove(id);
	}
};

const sweepTemporary = async (state: State) => {
	const folder = join(state.directory, 'temporary');
	try {
		for (const name of await readdir(folder)) {
			if (!isRunning(name.slice(0, name.indexOf('.')))) await unlink(join(folder, name));
		}
	} catch (error) {
		// Nothing written yet, or another process sweeps too.
		if (!isMissing(error)) throw error;
	}
};

/** Removes what nobody needs any more: ended sessions and sign-ins, the marks of used assertions, what killed processes left half-written. */
export const sweep = async ({state, clock}: Pick<Service, 'state' | 'clock'>): Promise<void> => {
	const now = clock.now();
	await sweepExpired(state.signIns, now);
	await sweepExpired(state.assertions, now);
	await sweepExpired(state.sessions, now - sessionGraceMs);
	await sweepTemporary(state);
};
