import type {KeyObject} from 'node:crypto';
import {SignJWT} from 'jose';
import type {Random} from '../system/random.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {Algorithm} from './algorithms.ts';

/** What a client assertion is made from. */
export type AssertionInput = {
	readonly privateKey: KeyObject;
	readonly algorithm: Algorithm;
	readonly tokenId: string;
	/** The registered key's kid; left out, the service finds the key by the token id. */
	readonly keyId?: string;
	/** The token endpoint's URL, exactly as it is posted to. */
	readonly audience: string;
	/** The time to sign with, in milliseconds since the epoch: the service's when ours is off. */
	readonly now: number;
	readonly random: Pick<Random, 'uuid'>;
};

/** A signed client assertion; header and claims may be shown, the signed form never. */
export type Assertion = {
	readonly jwt: Secret;
	readonly header: {readonly alg: Algorithm; readonly typ: 'JWT'; readonly kid?: string};
	readonly claims: {
		readonly iss: string;
		readonly sub: string;
		readonly aud: string;
		readonly jti: string;
		/** Seconds since the epoch, as `exp`. */
		readonly iat: number;
		readonly exp: number;
	};
};

const lifetime = 300;

/** Signs the client assertion (RFC 7523) that the token endpoint exchanges for an access token; throws when the key is not the algorithm's. */
export const signAssertion = async (input: AssertionInput): Promise<Assertion> => {
	const {privateKey, algorithm, tokenId, keyId, audience, now, random} = input;
	const header = {alg: algorithm, typ: 'JWT', ...(keyId === undefined ? {} : {kid: keyId})} as const;
	const iat = Math.floor(now / 1000);
	const claims = {iss: tokenId, sub: tokenId, aud: audience, jti: random.uuid(), iat, exp: iat + lifetime};
	const jwt = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
	return {jwt: makeSecret(jwt), header, claims};
};
