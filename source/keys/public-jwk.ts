import {createPublicKey, type KeyObject} from 'node:crypto';
import * as v from 'valibot';
import type {Algorithm} from './algorithms.ts';

const base64url = v.pipe(v.string(), v.regex(/^[\w-]+$/u));

/** The public half of a key as a bare JWK (RFC 7517): exactly the members that its thumbprint is made of. */
export const PublicJwk = v.variant('kty', [
	v.object({kty: v.literal('RSA'), n: base64url, e: base64url}),
	v.object({kty: v.literal('EC'), crv: v.picklist(['P-256', 'P-521']), x: base64url, y: base64url}),
]);

/** A bare public JWK. */
export type PublicJwk = v.InferOutput<typeof PublicJwk>;

/** A public JWK in the form in which Affinidi registers it. */
export type RegisteredJwk = PublicJwk & {readonly kid: string; readonly alg: Algorithm; readonly use: 'sig'};

/** Gives the bare public JWK of a private or public key; throws for a key that no algorithm of ours uses. */
export const publicJwkOf = (key: KeyObject): PublicJwk => {
	const publicKey = key.type === 'public' ? key : createPublicKey(key);
	return v.parse(PublicJwk, publicKey.export({format: 'jwk'}));
};

/** Adds to a bare public JWK what Affinidi's `publicKeyInfo.jwks.keys` also asks for. */
export const registeredJwk = (jwk: PublicJwk, algorithm: Algorithm, kid: string): RegisteredJwk => ({
	...jwk,
	kid,
	alg: algorithm,
	use: 'sig',
});
