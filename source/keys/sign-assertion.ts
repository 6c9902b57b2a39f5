import {fail, ok, type Result} from '../result.ts';
import type {Random} from '../system/random.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {Algorithm} from './algorithms.ts';
import {fitAlgorithm} from './fit-algorithm.ts';
import type {SigningError, SigningKey} from './signing-key.ts';
import {verifySignature} from './verify-signature.ts';

/** What a client assertion is made from. */
export type AssertionInput = {
	readonly signingKey: SigningKey;
	readonly algorithm: Algorithm;
	readonly tokenId: string;
	/** The registered key's kid; left out, the service finds the key by the token id. */
	readonly keyId?: string;
	/** The token endpoint's URL, exactly as it is posted to. */
	readonly audience: string;
	/** The time to sign with, in milliseconds since the epoch: the service's when ours is off. */
	readonly now: number;
	readonly random: Pick<Random, 'uuid'>;
	readonly signal?: AbortSignal | undefined;
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

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs octets and checks the signature: a key in another's hands may answer with anything. */
const signed = async (
	{signingKey, algorithm, signal}: AssertionInput,
	octets: Uint8Array,
): Promise<Result<Uint8Array, SigningError>> => {
	const {publicJwk} = signingKey;
	const fits = fitAlgorithm(publicJwk, algorithm);
	if (!fits.ok) {
		const remedy = 'Nothing was sent. Register the key for an algorithm that fits it.';
		return fail({kind: 'does-not-fit', message: fits.error.message, remedy});
	}
	const signature = await signingKey.sign(octets, algorithm, signal);
	if (!signature.ok || verifySignature({publicJwk, algorithm}, octets, signature.value)) return signature;
	return fail({
		kind: 'wrong-signature',
		message: 'The signature that was made is not one of this key.',
		remedy: 'Nothing was sent. Check that the key which signs is the one that is registered.',
	});
};

/**
 * Signs the client assertion (RFC 7523) that the token endpoint exchanges for an access token. No assertion leaves here whose
 * signature does not verify with the key's public half.
 */
export const signAssertion = async (input: AssertionInput): Promise<Result<Assertion, SigningError>> => {
	const {algorithm, tokenId, keyId, audience, now, random} = input;
	const header = {alg: algorithm, typ: 'JWT', ...(keyId === undefined ? {} : {kid: keyId})} as const;
	const iat = Math.floor(now / 1000);
	const claims = {iss: tokenId, sub: tokenId, aud: audience, jti: random.uuid(), iat, exp: iat + lifetime};
	const content = `${encode(header)}.${encode(claims)}`;
	const signature = await signed(input, Buffer.from(content));
	if (!signature.ok) return signature;
	const jwt = makeSecret(`${content}.${Buffer.from(signature.value).toString('base64url')}`);
	return ok({jwt, header, claims});
};
