import {ECDH} from 'node:crypto';
import {fail, ok, type Result} from '../result.ts';
import {type DerElement, der, inSequence, isSame, readDer, unsigned} from './der.ts';
import {keyTypes, knownCurves} from './known-curves.ts';
import type {PublicJwk} from './public-jwk.ts';
import {hasSmallFactor} from './small-factor.ts';

/** Why a public key can't be used: of another kind, too small or too large, or not whole. */
export type UnfitKey = {readonly kind: 'unsupported-key' | 'damaged'; readonly message: string};

const unsupported = (what: string) =>
	fail<UnfitKey>({kind: 'unsupported-key', message: `It holds ${what}, which Affinidi does not take.`});
const damaged = () =>
	fail<UnfitKey>({kind: 'damaged', message: 'The public key in it is damaged or cut off.'});

const otherTypes = [
	{name: 'an Ed25519 key', oid: der.oid('1.3.101.112')},
	{name: 'an Ed448 key', oid: der.oid('1.3.101.113')},
	{name: 'an X25519 key', oid: der.oid('1.3.101.110')},
	{name: 'an RSA-PSS key', oid: der.oid('1.2.840.113549.1.1.10')},
	{name: 'a DSA key', oid: der.oid('1.2.840.10040.4.1')},
] as const;

const otherCurves = [
	{name: 'an EC key on P-384', oid: der.oid('1.3.132.0.34')},
	{name: 'an EC key on P-224', oid: der.oid('1.3.132.0.33')},
	{name: 'an EC key on secp256k1', oid: der.oid('1.3.132.0.10')},
] as const;

const modulusBits = {least: 2048, most: 8192};

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

const bitsOf = ([first = 0, ...rest]: Uint8Array) => rest.length * 8 + (32 - Math.clz32(first));

/** Makes the JWK of an RSA public key of 2,048 to 8,192 bits from its numbers, big-endian without leading zeros. */
export const rsaPublicJwk = (n: Uint8Array, e: Uint8Array): Result<PublicJwk, UnfitKey> => {
	const bits = bitsOf(n);
	if (bits < modulusBits.least || bits > modulusBits.most) {
		return unsupported(`an RSA key of ${bits} bits instead of 2048 to 8192`);
	}
	const isOdd = ((n.at(-1) ?? 0) & (e.at(-1) ?? 0) & 1) === 1;
	if (!isOdd || e.length > 4 || (e.length === 1 && e[0] === 1) || hasSmallFactor(n)) return damaged();
	return ok({kty: 'RSA', n: base64url(n), e: base64url(e)});
};

/** Reads an RSA public key (RFC 8017, A.1.1) of 2,048 to 8,192 bits. */
export const parseRsaPublicKey = (key: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [n, e, ...more] = inSequence(key).map(unsigned);
	return n && e && more.length === 0 ? rsaPublicJwk(n, e) : damaged();
};

/** Makes the JWK of a point (SEC 1, 2.3.3), compressed or not, which must be on the curve. */
export const ecPublicJwk = (
	curve: (typeof knownCurves)[number],
	point: Uint8Array,
): Result<PublicJwk, UnfitKey> => {
	try {
		// Also makes sure that the point is on the curve; a compressed one comes out whole.
		const whole = ECDH.convertKey(point, curve.name, undefined, undefined, 'uncompressed');
		if (!(whole instanceof Uint8Array) || whole.length !== 1 + 2 * curve.octets) return damaged();
		const x = base64url(whole.subarray(1, 1 + curve.octets));
		return ok({kty: 'EC', crv: curve.crv, x, y: base64url(whole.subarray(1 + curve.octets))});
	} catch {
		// OpenSSL's own words say nothing that the user could act on.
		return damaged();
	}
};

/** Names a kind of key that Affinidi does not take, by its type and parameters as DER has them; undefined for those that it takes. */
export const unfitType = (
	type: DerElement | undefined,
	parameters: DerElement | undefined,
): string | undefined => {
	if (isSame(type, keyTypes.rsa)) return undefined;
	if (isSame(type, keyTypes.ec)) {
		if (knownCurves.some(({oid}) => isSame(parameters, oid))) return undefined;
		const other = otherCurves.find(({oid}) => isSame(parameters, oid));
		return other?.name ?? 'an EC key that is not on P-256 or P-521 by name';
	}
	return otherTypes.find(({oid}) => isSame(type, oid))?.name ?? 'a key of another kind than RSA and EC';
};

/**
 * Reads a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7): RSA, P-256 or P-521. The bytes are taken as hostile: nothing but a
 * named curve and a point ever reaches OpenSSL, since Node 20 does not survive some odd keys in DER.
 */
export const parseSpki = (spki: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [algorithm, key, ...more] = inSequence(spki);
	const [type, parameters] = inSequence(algorithm);
	// A bit string begins with the number of bits in its last octet that do not count: none here.
	if (type?.tag !== 0x06 || key?.tag !== 0x03 || key.content[0] !== 0 || more.length > 0) return damaged();
	const content = key.content.subarray(1);
	const unfit = unfitType(type, parameters);
	if (unfit !== undefined) return unsupported(unfit);
	if (isSame(type, keyTypes.rsa)) {
		const numbers = readDer(content);
		return numbers?.rest.length === 0 ? parseRsaPublicKey(numbers) : damaged();
	}
	const curve = knownCurves.find(({oid}) => isSame(parameters, oid));
	return curve ? ecPublicJwk(curve, content) : damaged();
};

/** Reads the public key of a certificate (RFC 5280, 4.1), whoever signed it and whether or not it is still valid. */
export const parseCertificate = (certificate: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [signed] = inSequence(certificate);
	const fields = inSequence(signed);
	// The version comes first, tagged, and only where it is not the first one.
	const [, , , , , spki] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
	return parseSpki(spki);
};

/** Reads the public key of a certificate request (RFC 2986, 4.1). */
export const parseRequest = (request: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [signed] = inSequence(request);
	const [, , spki] = inSequence(signed);
	return parseSpki(spki);
};
