import type {Clock} from '../../source/system/clock.ts';

/** A clock that stands still until a test moves it. */
export type HeldClock = Clock & {
	/** Moves the time on; every sleep that is over by then ends. */
	readonly advance: (ms: number) => void;
	/** Moves the time on to the end of the next sleep, where that is no further than `ms`. */
	readonly wakeNext: (ms: number) => void;
};

/** Waits of less than this (between two tries of a request) pass at once, so that no test has to know of them. */
const shortMs = 2000;

/** Makes a clock that begins at `start` (milliseconds since the epoch); a sleep of two seconds or more lasts until `advance` or its signal ends it. */
export const aHeldClock = (start = 1_700_000_000_000): HeldClock => {
	let now = start;
	const sleeps = new Set<{readonly at: number; readonly end: () => void}>();
	const advance = (ms: number) => {
		now += ms;
		for (const sleep of [...sleeps]) if (sleep.at <= now) sleep.end();
	};
	return {
		now: () => now,
		monotonic: () => now,
		advance,
		wakeNext(ms) {
			const next = Math.min(...[...sleeps].map(({at}) => at));
			if (next <= now + ms) advance(next - now);
		},
		async sleep(ms, signal) {
			signal?.throwIfAborted();
			if (ms < shortMs) {
				advance(ms);
				return;
			}
			await new Promise<void>((resolve, reject) => {
				const settle = (done: () => void) => () => {
					sleeps.delete(sleep);
					signal?.removeEventListener('abort', cancel);
					done();
				};
				const cancel = settle(() => reject(signal?.reason));
				const sleep = {at: now + ms, end: settle(resolve)};
				signal?.addEventListener('abort', cancel, {once: true});
				sleeps.add(sleep);
			});
		},
	};
};
