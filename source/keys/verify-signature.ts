import {createPublicKey, verify} from 'node:crypto';
import {type Algorithm, algorithms} from './algorithms.ts';
import type {PublicJwk} from './public-jwk.ts';

/** Tells whether a signature in JOSE's form (RFC 7518; for ECDSA r || s) is one of these octets by this key. */
export const verifySignature = (
	{publicJwk, algorithm}: {readonly publicJwk: PublicJwk; readonly algorithm: Algorithm},
	octets: Uint8Array,
	signature: Uint8Array,
): boolean => {
	const {hash, dsaEncoding} = algorithms[algorithm];
	const key = createPublicKey({key: publicJwk, format: 'jwk'});
	return verify(hash, octets, {key, ...(dsaEncoding && {dsaEncoding})}, signature);
};
