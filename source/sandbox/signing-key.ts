import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {importJWK, JWTPayload} from 'jose';
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

/** What is known of a key, each half imported at its first use. */
const keyOf = (jwk: v.InferOutput<typeof PrivateJwk>) => {
	const publicJwk = v.parse(PublicJwk, jwk);
	const importedOnce = (half: typeof jwk | typeof publicJwk) => {
		let imported: ReturnType<typeof importJWK> | undefined;
		return async () => {
			const jose = await import('jose');
			imported ??= jose.importJWK(half);
			return imported;
		};
	};
	return {publicJwk, publicKey: importedOnce(publicJwk), privateKey: importedOnce(jwk)};
};
type Key = ReturnType<typeof keyOf>;

/** Opens the signing key of a sandbox's directory; reads and makes nothing yet. */
export const openSigningKey = ({directory, files, clock, random}: Needs): SigningKey => {
	const path = join(directory, signingKeyFile);

	let last: {readonly text: string; readonly key: Key} | undefined;

	// As the records are read: in one go.
	const readKey = () => {
		try {
			const text = readFileSync(path, 'utf8');
			if (last?.text !== text) last = {text, key: keyOf(v.parse(PrivateJwk, JSON.parse(text)))};
			return last.key;
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	};

	// Read each time: a reset by another process must not leave this one signing with a key that nobody publishes.
	const loadKey = async () => {
		const present = readKey();
		if (present !== undefined) return present;
		const {exportJWK, generateKeyPair} = await import('jose');
		const {privateKey} = await generateKeyPair('ES256', {extractable: true});
		const jwk = {...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: random.uuid()};
		await files.create(path, JSON.stringify(v.parse(PrivateJwk, jwk)));
		// Whoever was first made the key; the other takes that one.
		const made = readKey();
		if (made === undefined)
			throw new Error(`The sandbox's signing key was removed while it was made: ${path}`);
		return made;
	};

	return {
		publicJwk: async () => (await loadKey()).publicJwk,
		sign: async (claims, lifetime) => {
			const {SignJWT} = await import('jose');
			const key = await loadKey();
			const now = Math.floor(clock.now() / 1000);
			return new SignJWT({...claims, iat: now, exp: now + lifetime, jti: random.uuid()})
				.setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: key.publicJwk.kid})
				.sign(await key.privateKey());
		},
		verify: async jwt => {
			const {errors, jwtVerify} = await import('jose');
			const key = await (await loadKey()).publicKey();
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
