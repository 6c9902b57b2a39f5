import type {Clock} from '../source/system/clock.ts';

/** A clock that tests move, and what was slept on it. */
export type FakeClock = Clock & {
	/** Moves the time on; every sleep that is over by then ends. */
	readonly advance: (ms: number) => void;
	/** The lengths of the sleeps that nobody could call off, in order. */
	readonly slept: readonly number[];
	/** How many sleeps have neither ended nor been called off. */
	readonly waiting: () => number;
};

/**
 * Makes a clock that begins at `start` (milliseconds since the epoch) and stands still. A sleep that nobody can call off
 * moves it on and ends at once, so that no test waits; one with a signal, such as a request's time limit, lasts until
 * `advance` or the signal ends it.
 */
export const fakeClock = (start = 1_700_000_000_000): FakeClock => {
	let now = start;
	const slept: number[] = [];
	const pending = new Set<{readonly at: number; readonly end: () => void}>();
	const advance = (ms: number) => {
		now += ms;
		for (const sleep of [...pending]) if (sleep.at <= now) sleep.end();
	};
	return {
		now: () => now,
		monotonic: () => now,
		advance,
		slept,
		waiting: () => pending.size,
		async sleep(ms, signal) {
			if (!signal) {
				slept.push(ms);
				advance(ms);
				return;
			}
			signal.throwIfAborted();
			await new Promise<void>((resolve, reject) => {
				const settle = (done: () => void) => () => {
					pending.delete(sleep);
					signal.removeEventListener('abort', cancel);
					done();
				};
				const sleep = {at: now + ms, end: settle(resolve)};
				const cancel = settle(() => reject(signal.reason));
				signal.addEventListener('abort', cancel, {once: true});
				pending.add(sleep);
			});
		},
	};
};
