import {ECDH} from 'node:crypto';
import {fail, ok, type Result} from '../result.ts';
import {type DerElement, der, inSequence, isSame, readDer, unsigned} from './der.ts';
import {keyTypes, knownCurves} from './known-curves.ts';
import type {PublicJwk} from './public-jwk.ts';

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

/** Reads an RSA public key (RFC 8017, A.1.1) of 2,048 to 8,192 bits. */
export const parseRsaPublicKey = (key: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [n, e, ...more] = inSequence(key).map(unsigned);
	if (!n || !e || more.length > 0) return damaged();
	const bits = bitsOf(n);
	if (bits < modulusBits.least || bits > modulusBits.most) {
		return unsupported(`an RSA key of ${bits} bits instead of 2048 to 8192`);
	}
	const isOdd = ((n.at(-1) ?? 0) & (e.at(-1) ?? 0) & 1) === 1;
	if (!isOdd || e.length > 4 || (e.length === 1 && e[0] === 1)) return damaged();
	return ok({kty: 'RSA', n: base64url(n), e: base64url(e)});
};

const parsePoint = (parameters: DerElement | undefined, point: Uint8Array): Result<PublicJwk, UnfitKey> => {
	const curve = knownCurves.find(({oid}) => isSame(parameters, oid));
	if (!curve) {
		const other = otherCurves.find(({oid}) => isSame(parameters, oid));
		return unsupported(other?.name ?? 'an EC key that is not on P-256 or P-521 by name');
	}
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
	if (isSame(type, keyTypes.rsa)) return parseRsaPublicKey(readDer(content));
	if (isSame(type, keyTypes.ec)) return parsePoint(parameters, content);
	const other = otherTypes.find(({oid}) => isSame(type, oid));
	return unsupported(other?.name ?? 'a key of another kind than RSA and EC');
};

/** Reads the public key of a certificate (RFC 5280, 4.1), whoever signed it and whether or not it is still valid. */
export const parseCertificate = (certificate: DerElement | undefined): Result<PublicJwk, UnfitKey> => {
	const [signed] = inSequence(certificate);
	const fields = inSequence(signed);
	// The version comes first, tagged, and only where it is not the first one.
	const [, , , , , spki] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
	return parseSpki(spki);
};
