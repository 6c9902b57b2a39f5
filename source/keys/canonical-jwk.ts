/** What is looked at in a JWK to tell keys apart; anything may be missing or odd, as it came from the service. */
export type JwkMembers = {
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

/**
 * Writes the required members of an RSA or EC JWK as RFC 7638 wants them hashed; undefined when a member is missing or
 * odd. Two keys are the same when these texts are.
 */
export const canonicalJwk = ({kty, n, e, crv, x, y}: JwkMembers): string | undefined => {
	// RFC 7638 fixes the members and their alphabetical order.
	const members = kty === 'RSA' ? {e, kty, n} : kty === 'EC' ? {crv, kty, x, y} : undefined;
	return members && allText(Object.values(members)) ? JSON.stringify(members) : undefined;
};
