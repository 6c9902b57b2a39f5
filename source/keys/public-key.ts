import type {Algorithm} from './algorithms.ts';
import type {KeyPair} from './key-pair.ts';
import type {PublicJwk} from './public-jwk.ts';
import {thumbprint} from './thumbprint.ts';

/** The public half of a key and the algorithm that it is registered for: what a key pair is without its private key. */
export type PublicKey = Omit<KeyPair, 'privateKey'>;

/** Makes the public key of a bare JWK that was checked already. */
export const makePublicKey = (publicJwk: PublicJwk, algorithm: Algorithm): PublicKey => {
	const print = thumbprint(publicJwk);
	if (print === undefined) throw new Error('A checked public key has no thumbprint');
	return {algorithm, publicJwk, thumbprint: print};
};
