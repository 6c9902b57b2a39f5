import {fail, type Result} from '../../result.ts';
import {knownCurves} from '../known-curves.ts';
import {ecPublicJwk, rsaPublicJwk, type UnfitKey} from '../parse-public-key.ts';
import type {PublicJwk} from '../public-jwk.ts';

const strings = (blob: Uint8Array): readonly Buffer[] | undefined => {
	const bytes = Buffer.from(blob);
	const parts: Buffer[] = [];
	for (let at = 0; at < bytes.length; ) {
		if (at + 4 > bytes.length) return undefined;
		const end = at + 4 + bytes.readUInt32BE(at);
		if (end > bytes.length) return undefined;
		parts.push(bytes.subarray(at + 4, end));
		at = end;
	}
	return parts;
};

const otherTypes: readonly (readonly [RegExp, string])[] = [
	[/-cert-v01@/u, 'a certificate of OpenSSH'],
	[/^sk-/u, 'a key that lives in a security key'],
	[/^ssh-ed25519/u, 'an Ed25519 key'],
	[/^ssh-ed448/u, 'an Ed448 key'],
	[/^ssh-dss/u, 'a DSA key'],
	[/^ecdsa-sha2-nistp384/u, 'an EC key on P-384'],
];

const damaged = () =>
	fail<UnfitKey>({kind: 'damaged', message: 'The public key in it is damaged or cut off.'});

const curveOf = {nistp256: 'P-256', nistp521: 'P-521'} as const;

const isCurve = (name: string): name is keyof typeof curveOf => Object.hasOwn(curveOf, name);

const positive = (mpint: Buffer): Uint8Array | undefined => {
	const start = mpint.findIndex(octet => octet !== 0);
	return start === -1 || (mpint[0] ?? 0) >= 0x80 ? undefined : mpint.subarray(start);
};

/** Reads a public key in SSH's wire form (RFC 4253, 6.6; RFC 5656, 3.1): RSA, P-256 or P-521. The bytes are taken as hostile. */
export const readSshKey = (blob: Uint8Array): Result<PublicJwk, UnfitKey> => {
	const [type, first, second, ...more] = strings(blob) ?? [];
	const name = type?.toString('latin1') ?? '';
	const other = otherTypes.find(([pattern]) => pattern.test(name));
	if (other) {
		return fail({kind: 'unsupported-key', message: `It holds ${other[1]}, which Affinidi does not take.`});
	}
	if (!first || !second || more.length > 0) return damaged();
	if (name === 'ssh-rsa') {
		const [e, n] = [positive(first), positive(second)];
		return n && e ? rsaPublicJwk(n, e) : damaged();
	}
	const curveName = first.toString('latin1');
	if (name !== `ecdsa-sha2-${curveName}` || !isCurve(curveName)) return damaged();
	const curve = knownCurves.find(({crv}) => crv === curveOf[curveName]);
	return curve ? ecPublicJwk(curve, second) : damaged();
};

/** Gives the public key, in wire form, that stands in clear in a private key of OpenSSH (`openssh-key-v1`), whether or not that is encrypted. */
export const publicPartOf = (openSsh: Uint8Array): Uint8Array | undefined => {
	const magic = Buffer.from('openssh-key-v1\0');
	const bytes = Buffer.from(openSsh);
	if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
	let rest = bytes.subarray(magic.length);
	const next = () => {
		if (rest.length < 4 || rest.length < 4 + rest.readUInt32BE(0)) return undefined;
		const part = rest.subarray(4, 4 + rest.readUInt32BE(0));
		rest = rest.subarray(4 + part.length);
		return part;
	};
	// Cipher, key derivation and its options; then how many keys follow.
	if (!next() || !next() || !next() || rest.length < 4 || rest.readUInt32BE(0) !== 1) return undefined;
	rest = rest.subarray(4);
	return next();
};
