import {der, inSequence, readDer, readDerAll} from '../der.ts';
import {keyTypes} from '../known-curves.ts';

/** The PEM labels of private keys that stand in clear and that can be read. */
export type PlainLabel = 'PRIVATE KEY' | 'RSA PRIVATE KEY' | 'EC PRIVATE KEY';

/** Tells whether a PEM label is one of a private key in clear. */
export const isPlainLabel = (label: string): label is PlainLabel =>
	label === 'PRIVATE KEY' || label === 'RSA PRIVATE KEY' || label === 'EC PRIVATE KEY';

/**
 * Wraps a private key of PKCS#1 (RFC 8017, A.1.2) or SEC 1 (RFC 5915) as PKCS#8 (RFC 5208); one that is PKCS#8 already
 * stays as it is. `parameters` is the curve in DER where it stands outside of the key. Undefined where the bytes are damaged.
 */
export const toPkcs8 = (
	label: PlainLabel,
	bytes: Uint8Array,
	parameters?: Uint8Array,
): Uint8Array | undefined => {
	const element = readDer(bytes);
	if (element?.tag !== 0x30 || element.rest.length > 0) return undefined;
	if (label === 'PRIVATE KEY') return bytes;
	if (label === 'RSA PRIVATE KEY') {
		const algorithm = der.sequence(keyTypes.rsa, der.nothing());
		return der.sequence(der.integer(0), algorithm, der.octetString(bytes));
	}
	const tagged = inSequence(element).find(({tag}) => tag === 0xa0);
	const [own] = tagged ? (readDerAll(tagged.content) ?? []) : [];
	const curve = own && tagged?.content.length ? tagged.content : parameters;
	const algorithm = der.sequence(keyTypes.ec, curve ?? new Uint8Array());
	return der.sequence(der.integer(0), algorithm, der.octetString(bytes));
};
