import {
	createECDH,
	createPrivateKey,
	createPublicKey,
	type JsonWebKey,
	type KeyObject,
	sign,
	verify,
} from 'node:crypto';
import {type DerElement, inSequence, isSame, readDer, unsigned} from './der.ts';
import {keyTypes, knownCurves} from './known-curves.ts';
import {rsaNumbersAgree} from './rsa-numbers-agree.ts';

const modulusOctets = {least: 2048 / 8, most: 8192 / 8};

const parts = (bytes: Uint8Array) => {
	const [version, algorithm, key] = inSequence(readDer(bytes));
	const [type, parameters] = inSequence(algorithm);
	return version?.tag === 0x02 && key?.tag === 0x04
		? {type, parameters, key: readDer(key.content)}
		: undefined;
};

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** The members of a private RSA JWK (RFC 7518, 6.3.2) in the order in which PKCS#1 has their numbers. */
export const rsaMembers = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;

const rsaJwk = (key: DerElement | undefined): JsonWebKey | undefined => {
	const [, ...elements] = inSequence(key);
	const numbers = elements.map(unsigned).filter(each => each !== undefined);
	const [n, e] = numbers;
	if (elements.length !== rsaMembers.length || numbers.length !== elements.length || !n || !e)
		return undefined;
	const isSized = n.length >= modulusOctets.least && n.length <= modulusOctets.most && e.length <= 4;
	if (!isSized || numbers.some(each => each.length > n.length)) return undefined;
	const members = rsaMembers.map((member, index) => [member, base64url(numbers[index] ?? n)]);
	return {kty: 'RSA', ...Object.fromEntries(members)};
};

const ecJwk = (parameters: DerElement | undefined, key: DerElement | undefined): JsonWebKey | undefined => {
	const curve = knownCurves.find(each => isSame(parameters, each.oid));
	const [, secret] = inSequence(key);
	if (!curve || secret?.tag !== 0x04 || secret.content.length !== curve.octets) return undefined;
	// The public half is computed, so that a damaged or foreign one in the file is never believed.
	const pair = createECDH(curve.name);
	pair.setPrivateKey(secret.content);
	const point = pair.getPublicKey();
	const x = base64url(point.subarray(1, 1 + curve.octets));
	const y = base64url(point.subarray(1 + curve.octets));
	return {kty: 'EC', crv: curve.crv, d: base64url(secret.content), x, y};
};

const signs = (key: KeyObject) => {
	const probe = Buffer.from('probe');
	return verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key));
};

/** Tells whether bytes have the outer form of a plain PKCS#8 private key (RFC 5208), of whatever kind. */
export const isPkcs8 = (bytes: Uint8Array): boolean => parts(bytes)?.type?.tag === 0x06;

/** Opens a private JWK whose numbers were checked to be of a size that is safe to work with; undefined unless it is whole enough to sign. */
export const openPrivateJwk = (jwk: JsonWebKey): KeyObject | undefined => {
	if (jwk.kty === 'RSA' && !rsaNumbersAgree(jwk)) return undefined;
	try {
		const privateKey = createPrivateKey({key: jwk, format: 'jwk'});
		return signs(privateKey) ? privateKey : undefined;
	} catch {
		// OpenSSL's own words say nothing that the user could act on.
		return undefined;
	}
};

/**
 * Reads a plain PKCS#8 private key (DER): RSA of 2,048 to 8,192 bits, P-256 or P-521, whole enough to sign;
 * undefined for anything else.
 */
export const parsePkcs8 = (bytes: Uint8Array): KeyObject | undefined => {
	const {type, parameters, key} = parts(bytes) ?? {};
	try {
		// Node ends the whole process when it is asked about certain odd keys that it has read from DER; not so from a JWK.
		const isRsa = isSame(type, keyTypes.rsa);
		const jwk = isRsa ? rsaJwk(key) : isSame(type, keyTypes.ec) ? ecJwk(parameters, key) : undefined;
		return jwk && openPrivateJwk(jwk);
	} catch {
		// A number that is no private key of its curve.
		return undefined;
	}
};
