import {createECDH} from 'node:crypto';
import {fail, type Result} from '../../result.ts';
import {canonicalJwk} from '../canonical-jwk.ts';
import {type DerElement, inSequence, isSame, readDer, unsigned} from '../der.ts';
import {knownCurves} from '../known-curves.ts';
import {ecPublicJwk, rsaPublicJwk, type UnfitKey, unfitType} from '../parse-public-key.ts';
import type {PublicJwk} from '../public-jwk.ts';
import {type Finding, found} from './found-key.ts';
import {type PlainLabel, toPkcs8} from './to-pkcs8.ts';

const damaged = () =>
	fail<UnfitKey>({kind: 'damaged', message: 'The private key in it is damaged or cut off.'});

const isSameKey = (one: Result<PublicJwk, UnfitKey>, other: Result<PublicJwk, UnfitKey>) =>
	one.ok && other.ok && canonicalJwk(one.value) === canonicalJwk(other.value);

const ofSecret = (
	curve: (typeof knownCurves)[number],
	secret: Uint8Array,
	point: Uint8Array | undefined,
): Result<PublicJwk, UnfitKey> => {
	try {
		const pair = createECDH(curve.name);
		pair.setPrivateKey(secret);
		const computed = ecPublicJwk(curve, pair.getPublicKey());
		return point && !isSameKey(computed, ecPublicJwk(curve, point)) ? damaged() : computed;
	} catch {
		// A number that is no private key of the curve.
		return damaged();
	}
};

/** The public key that may stand beside the private one (RFC 5915, `[1]`). */
const pointIn = (members: readonly DerElement[]): Uint8Array | undefined => {
	const tagged = members.find(({tag}) => tag === 0xa1);
	return tagged && (readDer(tagged.content)?.content.subarray(1) ?? new Uint8Array());
};

const numberOf = (octets: Uint8Array) => BigInt(`0x${Buffer.from(octets).toString('hex')}`);

const belongTogether = (key: Readonly<Record<'n' | 'e' | 'd' | 'p' | 'q', Uint8Array>>): boolean => {
	const [n, e, d, p, q] = [key.n, key.e, key.d, key.p, key.q].map(numberOf);
	if (!n || !e || !d || !p || !q || p <= 1n || q <= 1n) return false;
	return p * q === n && (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n;
};

/** Computes the public key that belongs to a plain PKCS#8 private key (DER), without keeping anything else of it; its numbers must belong together. */
export const publicKeyOfPkcs8 = (pkcs8: Uint8Array): Result<PublicJwk, UnfitKey> => {
	const [, algorithm, key] = inSequence(readDer(pkcs8));
	const [type, parameters] = inSequence(algorithm);
	if (type?.tag !== 0x06 || key?.tag !== 0x04) return damaged();
	const unfit = unfitType(type, parameters);
	if (unfit !== undefined) {
		return fail({kind: 'unsupported-key', message: `It holds ${unfit}, which Affinidi does not take.`});
	}
	const members = inSequence(readDer(key.content));
	const [, first] = members;
	const curve = knownCurves.find(({oid}) => isSame(parameters, oid));
	if (curve) {
		const isSecret = first?.tag === 0x04 && first.content.length === curve.octets;
		return isSecret ? ofSecret(curve, first.content, pointIn(members)) : damaged();
	}
	const [n, e, d, p, q] = members.slice(1).map(unsigned);
	if (!n || !e || !d || !p || !q || [e, d, p, q].some(each => each.length > n.length)) return damaged();
	const parsed = rsaPublicJwk(n, e);
	return !parsed.ok || belongTogether({n, e, d, p, q}) ? parsed : damaged();
};

/** Gives the public half of a private key in clear, by its PEM label; `parameters` is its curve where that stands outside. */
export const publicHalf = (label: PlainLabel, bytes: Uint8Array, parameters?: Uint8Array): Finding => {
	const pkcs8 = toPkcs8(label, bytes, parameters);
	return found(pkcs8 ? publicKeyOfPkcs8(pkcs8) : damaged(), 'the public half of a private key');
};
