import type * as Crypto from 'node:crypto';
import {createRequire} from 'node:module';

/** The only source of randomness: tests bring their own. */
export type Random = {
	/** `count` cryptographically strong random bytes. */
	readonly bytes: (count: number) => Uint8Array;
	/** A random UUID (RFC 9562, version 4). */
	readonly uuid: () => string;
	/** A number in [0, 1), for jitter only. */
	readonly fraction: () => number;
};

// Any absolute path will do: only a built-in module is asked for.
const require = createRequire(process.execPath);

// Loading it takes 10 ms, which no first frame and no help text should wait for.
const crypto = (): typeof Crypto => require('node:crypto');

/** The operating system's random numbers. */
export const systemRandom: Random = {
	bytes: count => crypto().randomBytes(count),
	uuid: () => crypto().randomUUID(),
	fraction: () => Math.random(),
};
