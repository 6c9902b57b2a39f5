import {createPublicKey} from 'node:crypto';
import type {PublicJwk} from './public-jwk.ts';

/** Writes a public key as PEM (SubjectPublicKeyInfo, RFC 7468), with a line feed at its end. */
export const publicPem = (publicJwk: PublicJwk): string =>
	createPublicKey({key: publicJwk, format: 'jwk'}).export({type: 'spki', format: 'pem'}).toString();
