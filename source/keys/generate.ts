import {generateKeyPair, type KeyObject} from 'node:crypto';
import {promisify} from 'node:util';
import {type Algorithm, algorithms} from './algorithms.ts';
import {type KeyPair, makeKeyPair} from './key-pair.ts';

/** Makes key pairs without holding up the screen. */
export type KeyGenerator = {
	/** Generates a key pair; rejects with the signal's reason when it is aborted, and drops the result. */
	readonly generate: (algorithm: Algorithm, signal?: AbortSignal) => Promise<KeyPair>;
};

const newPrivateKey = async (algorithm: Algorithm): Promise<KeyObject> => {
	const {key} = algorithms[algorithm];
	const generateAsync = promisify(generateKeyPair);
	// Branches, for node's types have one overload a key type.
	const pair =
		key.type === 'rsa'
			? await generateAsync('rsa', {modulusLength: key.modulusLength, publicExponent: 0x10001})
			: await generateAsync('ec', {namedCurve: key.namedCurve});
	return pair.privateKey;
};

const orAborted = async <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
	if (!signal) return work;
	signal.throwIfAborted();
	let stop = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, {once: true});
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
};

/** Makes a generator with a queue of its own: RSA keys one at a time, because several at once starve every file read. */
export const makeKeyGenerator = (makePrivateKey = newPrivateKey): KeyGenerator => {
	let lastRsa: Promise<unknown> = Promise.resolve();

	const queued = async (algorithm: Algorithm, signal: AbortSignal | undefined) => {
		const previous = lastRsa;
		const turn = (async () => {
			await previous;
			signal?.throwIfAborted();
			return makePrivateKey(algorithm);
		})();
		// Node can't stop a generation, so the next one waits for the true end of this one.
		lastRsa = turn.catch(() => undefined);
		return turn;
	};

	return {
		generate: async (algorithm, signal) => {
			signal?.throwIfAborted();
			const isRsa = algorithms[algorithm].key.type === 'rsa';
			const work = isRsa ? queued(algorithm, signal) : makePrivateKey(algorithm);
			return makeKeyPair(await orAborted(work, signal), algorithm);
		},
	};
};
