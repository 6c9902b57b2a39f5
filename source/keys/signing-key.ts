import type {Result} from '../result.ts';
import type {Algorithm} from './algorithms.ts';
import type {PublicJwk} from './public-jwk.ts';

const whySigningFails = [
	'does-not-fit',
	'tool-missing',
	'not-signed-in',
	'no-permission',
	'no-such-key',
	'wrong-key',
	'wrong-signature',
	'no-answer',
	'too-much-output',
	'tool-failed',
] as const;

/** Says why a key did not sign, and what to do about it; both are sentences that may be shown. */
export type SigningError = {
	readonly kind: (typeof whySigningFails)[number] | 'cancelled';
	readonly message: string;
	readonly remedy: string;
};

/** Tells whether a failure is that a key did not sign, and not that somebody stopped it or that a request failed. */
export const isSigningFailure = ({kind}: {readonly kind: string}): boolean =>
	whySigningFails.some(each => each === kind);

/** A key that can sign, wherever its private half is: every signature of this program is made through one. */
export type SigningKey = {
	readonly publicJwk: PublicJwk;
	/** Signs octets; the signature has JOSE's form (RFC 7518, 3.3 and 3.4: for ECDSA r || s). */
	readonly sign: (
		octets: Uint8Array,
		algorithm: Algorithm,
		signal?: AbortSignal,
	) => Promise<Result<Uint8Array, SigningError>>;
};
