import {readdir, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import type {Collection} from './records/collection.ts';
import {isMissing} from './records/is-missing.ts';
import {isRunning} from './records/process-mark.ts';
import type {Service} from './service.ts';
import type {State} from './state.ts';

const pauseMs = 60_000;

// An ended session is known as ended for a while, so that its user hears "expired" and not "never seen".
const sessionGraceMs = 30 * 24 * 60 * 60 * 1000;

type Perishable = Pick<Collection<{readonly expiresAt: number}>, 'all' | 'remove'>;

const sweepExpired = async (records: Perishable, before: number) => {
	for (const [id, {expiresAt}] of await records.all()) if (expiresAt < before) await records.remove(id);
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

/**
 * Makes the sweep that removes what nobody needs any more: what killed processes left half-written, and, once a minute,
 * ended sessions and sign-ins and the marks of used assertions.
 */
export const makeSweep = ({state, clock}: Pick<Service, 'state' | 'clock'>) => {
	let sweptAt = Number.NEGATIVE_INFINITY;
	return async (): Promise<void> => {
		await sweepTemporary(state);
		const now = clock.now();
		// Every mark is read for it: a busy sandbox has thousands, and many sign-ins.
		if (Math.abs(now - sweptAt) < pauseMs) return;
		sweptAt = now;
		await sweepExpired(state.signIns, now);
		await sweepExpired(state.assertions, now);
		await sweepExpired(state.sessions, now - sessionGraceMs);
	};
};
