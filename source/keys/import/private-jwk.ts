import {createECDH, type JsonWebKey, type KeyObject} from 'node:crypto';
import * as v from 'valibot';
import {knownCurves} from '../known-curves.ts';
import {openPrivateJwk} from '../parse-pkcs8.ts';
import type {PublicJwk} from '../public-jwk.ts';

const number = v.pipe(v.string(), v.maxLength(1400), v.regex(/^[\w-]+$/u));
const OfRsa = v.object({
	n: number,
	e: number,
	d: number,
	p: number,
	q: number,
	dp: number,
	dq: number,
	qi: number,
});
const OfEc = v.object({d: number});

const ecJwk = (publicJwk: PublicJwk & {kty: 'EC'}, d: string): JsonWebKey | undefined => {
	const curve = knownCurves.find(({crv}) => crv === publicJwk.crv);
	const secret = Buffer.from(d, 'base64url');
	if (!curve || secret.length !== curve.octets) return undefined;
	try {
		const pair = createECDH(curve.name);
		pair.setPrivateKey(secret);
		const point = pair.getPublicKey();
		const [x, y] = [point.subarray(1, 1 + curve.octets), point.subarray(1 + curve.octets)];
		const isOwn = x.toString('base64url') === publicJwk.x && y.toString('base64url') === publicJwk.y;
		return isOwn ? {...publicJwk, d} : undefined;
	} catch {
		// A number that is no private key of the curve.
		return undefined;
	}
};

/** Opens a private JWK (RFC 7518, 6.2.2 and 6.3.2) whose public half was checked already; undefined where the two do not belong together or it is damaged. */
export const readPrivateJwk = (value: unknown, publicJwk: PublicJwk): KeyObject | undefined => {
	if (publicJwk.kty === 'RSA') {
		const parsed = v.safeParse(OfRsa, value);
		if (!parsed.success || Object.values(parsed.output).some(each => each.length > publicJwk.n.length))
			return undefined;
		return openPrivateJwk({...parsed.output, ...publicJwk});
	}
	const parsed = v.safeParse(OfEc, value);
	const jwk = parsed.success ? ecJwk(publicJwk, parsed.output.d) : undefined;
	return jwk && openPrivateJwk(jwk);
};
