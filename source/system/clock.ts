import {setTimeout as delay} from 'node:timers/promises';

/** The only source of time: tests bring their own. */
export type Clock = {
	/** Wall-clock time in milliseconds since the epoch. */
	readonly now: () => number;
	/** Milliseconds on a clock that never jumps; only differences mean something. */
	readonly monotonic: () => number;
	/** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	sleep: async (ms, signal) => delay(ms, undefined, signal ? {signal} : undefined),
};
