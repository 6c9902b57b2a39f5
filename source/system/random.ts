import {randomBytes, randomUUID} from 'node:crypto';

/** The only source of randomness: tests bring their own. */
export type Random = {
	/** `count` cryptographically strong random bytes. */
	readonly bytes: (count: number) => Uint8Array;
	/** A random UUID (RFC 9562, version 4). */
	readonly uuid: () => string;
	/** A number in [0, 1), for jitter only. */
	readonly fraction: () => number;
};

/** The operating system's random numbers. */
export const systemRandom: Random = {
	bytes: count => randomBytes(count),
	uuid: () => randomUUID(),
	fraction: () => Math.random(),
};
