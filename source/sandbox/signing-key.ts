import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {JWTPayload} from 'jose';
import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import type {AtomicFiles} from './records/atomic-files.ts';
import {isMissing} from './records/is-missing.ts';

const PublicJwk = v.object({
	kty: v.literal('EC'),
	crv: v.literal('P-256'),
	x: v.string(),
	y: v.string(),
	alg: v.literal('ES256'),
	use: v.literal('sig'),
	kid: v.string(),
});
const PrivateJwk = v.object({...PublicJwk.entries, d: v.string()});

/** The one ES256 key of a sandbox: made at its first use, the same for all processes and after every restart. */
export type SigningKey = {
	/** The public half, as it stands in the JWKS. */
	readonly publicJwk: () => Promise<v.InferOutput<typeof PublicJwk>>;
	/** Signs claims into a JWT that ends after `lifetime` seconds. */
	readonly sign: (claims: JWTPayload, lifetime: number) => Promise<string>;
	/** Checks a JWT of this key and returns its claims, or why it is refused. */
	readonly verify: (jwt: string) => Promise<Result<JWTPayload, 'jwt-expired' | 'jwt-invalid'>>;
};

type Needs = {
	readonly directory: string;
	readonly files: AtomicFiles;
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'uuid'>;
};

/** The name of the key's file in the sandbox's directory. */
export const signingKeyFile = 'signing-key.json';

/** Opens the signing key of a sandbox's directory; reads and makes nothing yet. */
export const openSigningKey = ({directory, files, clock, random}: Needs): SigningKey => {
	const path = join(directory, signingKeyFile);

	const readKey = async () => {
		try {
			return v.parse(PrivateJwk, JSON.parse(await readFile(path, 'utf8')));
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	};

	// Read each time: a reset by another process must not leave this one signing with a key that nobody publishes.
	const loadKey = async () => {
		const present = await readKey();
		if (present !== undefined) return present;
		const {exportJWK, generateKeyPair} = await import('jose');
		const {privateKey} = await generateKeyPair('ES256', {extractable: true});
		const jwk = {...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: random.uuid()};
		await files.create(path, JSON.stringify(v.parse(PrivateJwk, jwk)));
		// Whoever was first made the key; the other takes that one.
		const made = await readKey();
		if (made === undefined)
			throw new Error(`The sandbox's signing key was removed while it was made: ${path}`);
		return made;
	};

	const publicJwk = async () => v.parse(PublicJwk, await loadKey());

	return {
		publicJwk,
		sign: async (claims, lifetime) => {
			const {importJWK, SignJWT} = await import('jose');
			const jwk = await loadKey();
			const now = Math.floor(clock.now() / 1000);
			return new SignJWT({...claims, iat: now, exp: now + lifetime, jti: random.uuid()})
				.setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: jwk.kid})
				.sign(await importJWK(jwk));
		},
		verify: async jwt => {
			const {errors, importJWK, jwtVerify} = await import('jose');
			const key = await importJWK(await publicJwk());
			try {
				const verified = await jwtVerify(jwt, key, {
					algorithms: ['ES256'],
					currentDate: new Date(clock.now()),
					requiredClaims: ['exp'],
				});
				return ok(verified.payload);
			} catch (error) {
				return fail(error instanceof errors.JWTExpired ? 'jwt-expired' : 'jwt-invalid');
			}
		},
	};
};
