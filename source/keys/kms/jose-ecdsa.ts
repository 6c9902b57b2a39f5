import {der, inSequence, readDer, unsigned} from '../der.ts';
import {knownCurves} from '../known-curves.ts';

const integer = (octets: Uint8Array) => {
	// A leading zero keeps the number from being read as negative.
	const content = (octets[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), octets]) : octets;
	return Buffer.concat([Uint8Array.of(0x02, content.length), content]);
};

/**
 * Turns an ECDSA signature in DER (RFC 3279, 2.2.3) into JOSE's form, r || s of a fixed length each (RFC 7518, 3.4);
 * undefined where it is not exactly that, or its numbers are too large for the curve.
 */
export const joseEcdsa = (signature: Uint8Array, crv: 'P-256' | 'P-521'): Uint8Array | undefined => {
	const octets = knownCurves.find(curve => curve.crv === crv)?.octets ?? 0;
	const [first, second, more] = inSequence(readDer(signature));
	const [r, s] = [first && unsigned(first), second && unsigned(second)];
	if (!r || !s || more || r.length > octets || s.length > octets) return undefined;
	// Written again it must be the same: DER has one form for each signature, and anything else is none.
	if (Buffer.compare(der.sequence(integer(r), integer(s)), signature) !== 0) return undefined;
	return Buffer.concat([Buffer.alloc(octets - r.length), r, Buffer.alloc(octets - s.length), s]);
};
