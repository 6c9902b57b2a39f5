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
	// Not `node:timers/promises`: loading it takes a command 2 ms, and each request sleeps beside its reply.
	sleep: async (ms, signal) =>
		new Promise((settle, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const stop = () => {
				clearTimeout(timer);
				reject(signal?.reason);
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', stop);
				settle();
			}, ms);
			signal?.addEventListener('abort', stop, {once: true});
		}),
};
