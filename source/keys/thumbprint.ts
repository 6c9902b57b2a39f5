import {createHash} from 'node:crypto';

/** What a thumbprint looks at in a JWK; anything may be missing or odd, as it came from the service. */
export type ThumbprintInput = {
	readonly kty?: unknown;
	readonly n?: unknown;
	readonly e?: unknown;
	readonly crv?: unknown;
	readonly x?: unknown;
	readonly y?: unknown;
};

const base64url = /^[\w-]+$/u;

const allText = (values: readonly unknown[]): values is readonly string[] =>
	values.every(value => typeof value === 'string' && base64url.test(value));

/** Computes the RFC 7638 thumbprint (SHA-256, base64url) of an RSA or EC JWK; undefined when a member is missing or odd. */
export const thumbprint = ({kty, n, e, crv, x, y}: ThumbprintInput): string | undefined => {
	// RFC 7638 fixes the members and their alphabetical order.
	const members = kty === 'RSA' ? {e, kty, n} : kty === 'EC' ? {crv, kty, x, y} : undefined;
	if (!members || !allText(Object.values(members))) return undefined;
	return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
};
