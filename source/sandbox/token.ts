import * as v from 'valibot';

const Jwk = v.object({
	kid: v.string(),
	kty: v.string(),
	alg: v.string(),
	use: v.string(),
	n: v.optional(v.string()),
	e: v.optional(v.string()),
	crv: v.optional(v.string()),
	x: v.optional(v.string()),
	y: v.optional(v.string()),
});

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

// Taking a private key in silence would teach a client that sending one is harmless.
const SentJwk = v.pipe(
	v.looseObject(Jwk.entries),
	v.check(key => !privateMembers.some(member => member in key), 'a public key, without private members'),
	Jwk,
);

const Jwks = v.object({keys: v.pipe(v.array(SentJwk), v.minLength(1, 'at least one key'))});

const JwksUri = v.pipe(v.string(), v.startsWith('https://', 'an https URL'), v.url('an https URL'));

const SigningAlgorithm = v.picklist(['RS256', 'RS512', 'ES256', 'ES512']);

const PublicKeyInfo = v.object({jwks: v.optional(Jwks), jwksUri: v.optional(JwksUri)});

const OnePublicKeyInfo = v.pipe(
	PublicKeyInfo,
	v.check(
		info => (info.jwks === undefined) !== (info.jwksUri === undefined),
		'exactly one of jwks and jwksUri',
	),
);

const AuthenticationMethod = v.object({
	type: v.literal('PRIVATE_KEY'),
	signingAlgorithm: SigningAlgorithm,
	publicKeyInfo: OnePublicKeyInfo,
});

const Name = v.pipe(v.string(), v.regex(/.{3,}/, 'at least 3 characters'));

/** A token as the service replies with it (contract 2.2). */
export const Token = v.object({
	id: v.string(),
	ari: v.string(),
	ownerAri: v.string(),
	name: v.string(),
	authenticationMethod: AuthenticationMethod,
	scopes: v.array(v.string()),
});
export type Token = v.InferOutput<typeof Token>;

/** What is kept of a token: the token, and whose it is. */
export const TokenRecord = v.object({ownerId: v.string(), token: Token});
export type TokenRecord = v.InferOutput<typeof TokenRecord>;

/** What a client sends to make a token; the description is never shown again, so it is not kept. */
export const CreateTokenInput = v.object({
	name: Name,
	authenticationMethod: AuthenticationMethod,
	description: v.optional(v.string()),
});
export type CreateTokenInput = v.InferOutput<typeof CreateTokenInput>;

/** What a client sends to change a token: any part of it. */
export const UpdateTokenInput = v.object({
	name: v.optional(Name),
	authenticationMethod: v.optional(
		v.object({
			type: v.optional(v.literal('PRIVATE_KEY')),
			signingAlgorithm: v.optional(SigningAlgorithm),
			publicKeyInfo: v.optional(OnePublicKeyInfo),
		}),
	),
});
export type UpdateTokenInput = v.InferOutput<typeof UpdateTokenInput>;
