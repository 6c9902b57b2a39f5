import {canonicalJwk, type JwkMembers} from './canonical-jwk.ts';

/** What kind of key a public JWK is: an RSA key with the bits of its modulus, or an EC key with its curve. */
export type KeySize =
	| {readonly type: 'RSA'; readonly bits: number}
	| {readonly type: 'EC'; readonly curve: string};

const bitsOf = (number: Uint8Array): number => {
	const first = number.findIndex(octet => octet !== 0);
	return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
};

/** Reads the kind and size of a public key from its JWK; undefined when a member is missing or odd. */
export const keySize = (jwk: JwkMembers): KeySize | undefined => {
	if (canonicalJwk(jwk) === undefined) return undefined;
	if (typeof jwk.n === 'string' && jwk.kty === 'RSA')
		return {type: 'RSA', bits: bitsOf(Buffer.from(jwk.n, 'base64url'))};
	return typeof jwk.crv === 'string' ? {type: 'EC', curve: jwk.crv} : undefined;
};

/** Says a key's kind and size: `RSA, 4096 bits`, `EC, P-256`. */
export const keySizeWords = (size: KeySize): string =>
	size.type === 'RSA' ? `RSA, ${size.bits} bits` : `EC, ${size.curve}`;
