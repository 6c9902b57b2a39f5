import {type KeyObject, sign} from 'node:crypto';
import {ok} from '../result.ts';
import {algorithms} from './algorithms.ts';
import {publicJwkOf} from './public-jwk.ts';
import type {SigningKey} from './signing-key.ts';

/** Makes a signing key of a private key that is in memory; throws for a key that no algorithm of ours uses. */
export const localSigningKey = (privateKey: KeyObject): SigningKey => ({
	publicJwk: publicJwkOf(privateKey),
	sign: async (octets, algorithm) => {
		const {hash, dsaEncoding} = algorithms[algorithm];
		const key = {key: privateKey, ...(dsaEncoding && {dsaEncoding})};
		// With a callback it is signed on another thread, and the screen goes on.
		const signature = await new Promise<Buffer>((resolve, reject) => {
			sign(hash, octets, key, (error, made) => (error ? reject(error) : resolve(made)));
		});
		return ok(signature);
	},
});
