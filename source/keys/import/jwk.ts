import * as v from 'valibot';
import {fail, type Result} from '../../result.ts';
import {Algorithm} from '../algorithms.ts';
import {knownCurves} from '../known-curves.ts';
import {ecPublicJwk, rsaPublicJwk, type UnfitKey} from '../parse-public-key.ts';
import type {PublicJwk} from '../public-jwk.ts';
import {fromBase64} from './base64.ts';
import {type Finding, found, noUse, privateKey} from './found-key.ts';

const text = v.optional(v.nullable(v.string()));

/** The members of a JWK (RFC 7517) that are looked at, as whoever wrote it has them. */
export const LooseJwk = v.looseObject({
	kty: v.string(),
	n: text,
	e: text,
	crv: text,
	x: text,
	y: text,
	use: text,
	alg: text,
	key_ops: v.optional(v.nullable(v.array(v.string()))),
	keyOps: v.optional(v.nullable(v.array(v.string()))),
});

const unfit = (kind: UnfitKey['kind'], message: string) => fail<UnfitKey>({kind, message});
const damaged = () => unfit('damaged', 'The public key in it is damaged or cut off.');

// Azure's tools also write the plain base64 alphabet, with padding.
const octetsOf = (value: string | null | undefined): Uint8Array | undefined =>
	value && value.length <= 4096 ? fromBase64(value) : undefined;

const withoutZeros = (octets: Uint8Array): Uint8Array | undefined => {
	const start = octets.findIndex(octet => octet !== 0);
	return start === -1 ? undefined : octets.subarray(start);
};

const hexNumber = /^(?:[\da-f]{64,}|[\dA-F]{64,})$/u;

const numbersOf = (jwk: v.InferOutput<typeof LooseJwk>): Result<PublicJwk, UnfitKey> => {
	// Hexadecimal digits are base64url too, and would be read as another number.
	if ([jwk.n, jwk.x, jwk.y].some(value => value && hexNumber.test(value))) {
		return unfit('damaged', 'The numbers of the key in it are hexadecimal, where a JWK has base64url.');
	}
	const kind = jwk.kty.replace(/-HSM$/u, '');
	if (kind === 'RSA') {
		const [n, e] = [jwk.n, jwk.e].map(octetsOf).map(octets => octets && withoutZeros(octets));
		return n && e ? rsaPublicJwk(n, e) : damaged();
	}
	if (kind !== 'EC') {
		const name = jwk.kty === 'OKP' ? `an ${jwk.crv ?? 'OKP'} key` : 'a key of another kind than RSA and EC';
		return unfit('unsupported-key', `It holds ${name}, which Affinidi does not take.`);
	}
	const curve = knownCurves.find(({crv}) => crv === jwk.crv);
	if (!curve) {
		return unfit(
			'unsupported-key',
			`It holds an EC key on ${jwk.crv ?? 'no curve'}, which Affinidi does not take.`,
		);
	}
	const [x, y] = [octetsOf(jwk.x), octetsOf(jwk.y)];
	if (x?.length !== curve.octets || y?.length !== curve.octets) return damaged();
	return ecPublicJwk(curve, Buffer.concat([Uint8Array.of(4), x, y]));
};

const fromJwk = `node -p 'require("crypto").createPublicKey({key: JSON.parse(require("fs").readFileSync("FILE")), format: "jwk"}).export({type: "spki", format: "pem"})' > public.pem`;

const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'] as const;

const signing = 'Take a key that is made for signing (RS256, RS512, ES256 or ES512).';

/** Reads the public key of a JWK (RFC 7517), also as Azure Key Vault writes it (`RSA-HSM`, `EC-HSM`). */
export const readJwk = (value: unknown, form = 'a key as JWK'): Finding => {
	const parsed = v.safeParse(LooseJwk, value);
	if (!parsed.success) return found(damaged(), form);
	const jwk = parsed.output;
	if (jwk.kty === 'oct') return noUse('a shared secret, which has no public half', signing);
	const isPrivate = secretMembers.some(member => jwk[member] !== undefined && jwk[member] !== null);
	if (isPrivate) return privateKey(fromJwk, found(numbersOf(jwk), 'the public half of a private key as JWK'));
	const uses = jwk.key_ops ?? jwk.keyOps;
	if (
		jwk.use === 'enc' ||
		(uses && uses.length > 0 && !uses.some(use => use === 'verify' || use === 'sign'))
	) {
		return noUse('a key that is not for signing', signing);
	}
	const allowed = v.safeParse(v.optional(Algorithm), jwk.alg ?? undefined);
	if (!allowed.success) return noUse('a key for another algorithm than Affinidi takes', signing);
	return found(numbersOf(jwk), form, allowed.output && [allowed.output]);
};
