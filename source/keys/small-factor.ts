const primesBelow = (end: number): readonly number[] => {
	const primes: number[] = [];
	for (let each = 3; each < end; each += 2) if (primes.every(prime => each % prime !== 0)) primes.push(each);
	return primes;
};

const primes = primesBelow(1000);

/**
 * Tells whether a number, big-endian, has an odd prime factor below 1,000. No modulus of an RSA key has one, and five of six
 * odd numbers do: most damage to a modulus shows so.
 */
export const hasSmallFactor = (number: Uint8Array): boolean =>
	primes.some(prime => {
		let rest = 0;
		for (const octet of number) rest = (rest * 256 + octet) % prime;
		return rest === 0;
	});
