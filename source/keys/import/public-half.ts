import {createECDH} from 'node:crypto';
import {fail, type Result} from '../../result.ts';
import {canonicalJwk} from '../canonical-jwk.ts';
import {type DerElement, inSequence, isSame, readDer, unsigned} from '../der.ts';
import {knownCurves} from '../known-curves.ts';
import {rsaMembers} from '../parse-pkcs8.ts';
import {ecPublicJwk, rsaPublicJwk, type UnfitKey, unfitType} from '../parse-public-key.ts';
import type {PublicJwk} from '../public-jwk.ts';
import {rsaNumbersAgree} from '../rsa-numbers-agree.ts';
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
	const numbers = members.slice(1, 9).map(unsigned);
	const [n, e] = numbers;
	if (!n || !e || numbers.some(each => !each || each.length > n.length)) return damaged();
	const parsed = rsaPublicJwk(n, e);
	const values = numbers.map(each => Buffer.from(each ?? []).toString('base64url'));
	const named = Object.fromEntries(rsaMembers.map((member, index) => [member, values[index]]));
	return !parsed.ok || rsaNumbersAgree({kty: 'RSA', ...named}) ? parsed : damaged();
};

/** Gives the public half of a private key in clear, by its PEM label; `parameters` is its curve where that stands outside. */
export const publicHalf = (label: PlainLabel, bytes: Uint8Array, parameters?: Uint8Array): Finding => {
	const pkcs8 = toPkcs8(label, bytes, parameters);
	return found(pkcs8 ? publicKeyOfPkcs8(pkcs8) : damaged(), 'the public half of a private key');
};
