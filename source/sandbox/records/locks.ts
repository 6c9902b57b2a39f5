import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import type {AtomicFiles} from './atomic-files.ts';
import {isMissing} from './is-missing.ts';
import {isRunning, processMark} from './process-mark.ts';

/** Short-lived locks between all processes over one folder. */
export type Locks = {
	/** Runs `work` while nobody else, here or in another process, holds the lock of that name. */
	readonly hold: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

type Needs = {
	readonly folder: string;
	readonly files: AtomicFiles;
	readonly clock: Pick<Clock, 'sleep'>;
	readonly random: Pick<Random, 'fraction'>;
};

const longestWaitMs = 10;
const mostTries = 3000;

// Shared by all sandboxes of this process: two over one folder must queue here too, since both look alive to the lock file.
const queues = new Map<string, Promise<unknown>>();

const readOwner = (path: string) => {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (isMissing(error)) return undefined;
		throw error;
	}
};

/** Makes the locks whose files, each holding its owner's process mark, lie in one folder; waiting gives up after some 15 seconds by throwing. */
export const makeLocks = ({folder, files, clock, random}: Needs): Locks => {
	const isAbandoned = (path: string) => {
		const owner = readOwner(path);
		return owner !== undefined && !isRunning(owner);
	};

	const acquire = async (path: string): Promise<void> => {
		for (let tries = 0; tries < mostTries; tries += 1) {
			if (await files.create(path, processMark())) return;
			if (isAbandoned(path)) await breakAbandoned(path);
			else await clock.sleep(Math.ceil(random.fraction() * longestWaitMs));
		}
		throw new Error(`The sandbox's data is held by another process: ${path}`);
	};

	// Only the holder of the breaker's lock may remove an abandoned lock, and it looks again first: without that, two
	// waiters could both find it abandoned and the slower one would remove the lock that the faster one has taken since.
	const breakAbandoned = async (path: string): Promise<void> => {
		const breaker = `${path}.break`;
		await acquire(breaker);
		try {
			if (isAbandoned(path)) rmSync(path, {force: true});
		} finally {
			rmSync(breaker, {force: true});
		}
	};

	return {
		hold: async (name, work) => {
			const path = join(folder, name);
			const turn = (queues.get(path) ?? Promise.resolve()).then(async () => {
				await acquire(path);
				try {
					return await work();
				} finally {
					// Gone already after a reset by another process.
					rmSync(path, {force: true});
				}
			});
			const settled = turn.then(
				() => undefined,
				() => undefined,
			);
			queues.set(path, settled);
			try {
				return await turn;
			} finally {
				if (queues.get(path) === settled) queues.delete(path);
			}
		},
	};
};
