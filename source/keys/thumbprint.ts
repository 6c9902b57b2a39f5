import {createHash} from 'node:crypto';
import {canonicalJwk, type JwkMembers} from './canonical-jwk.ts';

/** Computes the RFC 7638 thumbprint (SHA-256, base64url) of an RSA or EC JWK; undefined when a member is missing or odd. */
export const thumbprint = (jwk: JwkMembers): string | undefined => {
	const canonical = canonicalJwk(jwk);
	return canonical === undefined ? undefined : createHash('sha256').update(canonical).digest('base64url');
};
