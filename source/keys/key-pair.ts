import type {KeyObject} from 'node:crypto';
import type {Algorithm} from './algorithms.ts';
import {type PublicJwk, publicJwkOf} from './public-jwk.ts';
import {thumbprint} from './thumbprint.ts';

/** A private key with the public facts about it. */
export type KeyPair = {
	readonly algorithm: Algorithm;
	readonly publicJwk: PublicJwk;
	/** RFC 7638, base64url. */
	readonly thumbprint: string;
	readonly privateKey: KeyObject;
};

/** Makes the key pair of a private key; throws for a key that no algorithm of ours uses. */
export const makeKeyPair = (privateKey: KeyObject, algorithm: Algorithm): KeyPair => {
	const publicJwk = publicJwkOf(privateKey);
	const print = thumbprint(publicJwk);
	if (print === undefined) throw new Error('A key that node:crypto exported has no thumbprint');
	return {algorithm, publicJwk, thumbprint: print, privateKey};
};
