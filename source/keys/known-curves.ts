import {der} from './der.ts';

/** Holds the two curves that Affinidi accepts: JWK name, OpenSSL name, object identifier (DER), and octets of a coordinate. */
export const knownCurves = [
	{crv: 'P-256', name: 'prime256v1', oid: der.oid('1.2.840.10045.3.1.7'), octets: 32},
	{crv: 'P-521', name: 'secp521r1', oid: der.oid('1.3.132.0.35'), octets: 66},
] as const;

/** The object identifiers (DER) by which PKCS#8, SPKI and certificates name the two kinds of key. */
export const keyTypes = {rsa: der.oid('1.2.840.113549.1.1.1'), ec: der.oid('1.2.840.10045.2.1')} as const;
