import type {JsonWebKey} from 'node:crypto';

const numberOf = (text: string | undefined): bigint => {
	const hex = Buffer.from(text ?? '', 'base64url').toString('hex');
	return hex === '' ? 0n : BigInt(`0x${hex}`);
};

/**
 * Tells whether the numbers of an RSA private JWK belong to one key (RFC 8017, 3.2): OpenSSL signs by the two primes and
 * never looks at `d`, which other programs sign with.
 */
export const rsaNumbersAgree = (jwk: JsonWebKey): boolean => {
	const {n, e, d, p, q, dp, dq, qi} = {
		n: numberOf(jwk.n),
		e: numberOf(jwk.e),
		d: numberOf(jwk.d),
		p: numberOf(jwk.p),
		q: numberOf(jwk.q),
		dp: numberOf(jwk.dp),
		dq: numberOf(jwk.dq),
		qi: numberOf(jwk.qi),
	};
	if (p < 3n || q < 3n || p * q !== n) return false;
	return [
		[e * d, p - 1n],
		[e * d, q - 1n],
		[e * dp, p - 1n],
		[e * dq, q - 1n],
		[qi * q, p],
	].every(([product = 0n, modulus = 1n]) => product % modulus === 1n);
};
