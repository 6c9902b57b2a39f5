import * as v from 'valibot';

const text = v.optional(v.fallback(v.string(), ''));

/** A public key as the service holds it (contract 2.2, Jwk); every member may be missing on an odd record. */
const RegisteredJwk = v.object({
	kid: text,
	kty: text,
	alg: text,
	use: text,
	n: text,
	e: text,
	crv: text,
	x: text,
	y: text,
});
export type RegisteredJwk = v.InferOutput<typeof RegisteredJwk>;

const TokenRecord = v.object({
	id: text,
	name: text,
	ari: text,
	ownerAri: text,
	scopes: v.optional(v.fallback(v.array(v.string()), [])),
	authenticationMethod: v.optional(
		v.fallback(
			v.object({
				signingAlgorithm: text,
				publicKeyInfo: v.optional(
					v.fallback(
						v.object({
							jwks: v.optional(
								v.fallback(v.object({keys: v.fallback(v.array(v.fallback(RegisteredJwk, {})), [])}), {
									keys: [],
								}),
							),
							jwksUri: text,
						}),
						{},
					),
				),
			}),
			{},
		),
	),
});

/** A Personal Access Token as the rest of the program sees it: flat, and always whole enough to be a row of a list. */
export type Token = {
	/** UUID; empty when the record had none. */
	readonly id: string;
	readonly name: string;
	readonly ari: string;
	readonly ownerAri: string;
	/** `RS256`, `RS512`, `ES256`, `ES512`, or whatever the service said. */
	readonly algorithm: string;
	readonly keys: readonly RegisteredJwk[];
	readonly jwksUri: string;
	readonly scopes: readonly string[];
	/** Why the record is odd, in words, when it is. */
	readonly problem?: string;
	/** The record as it came, for output that scripts read. */
	readonly raw: unknown;
};

const problemOf = (token: Omit<Token, 'problem'>): string | undefined => {
	if (!token.id) return 'The service sent a record without an id.';
	if (!token.name) return 'The service sent no name.';
	if (token.jwksUri) return 'Its keys are published at an address of its own (jwksUri).';
	if (token.keys.length === 0) return 'No public key is registered.';
	const lacksCoordinates = token.keys.some(key => key.kty === 'EC' && !(key.crv && key.x && key.y));
	if (lacksCoordinates)
		return 'Its EC key was registered without curve or coordinates: nothing can be signed for it.';
	return undefined;
};

/** Reads a record of the service into a token; never fails: what is missing is empty, and `problem` says so. */
export const toToken = (raw: unknown): Token => {
	const parsed = v.safeParse(TokenRecord, raw);
	const record = parsed.success ? parsed.output : {};
	const method = record.authenticationMethod;
	const token = {
		id: record.id ?? '',
		name: record.name ?? '',
		ari: record.ari ?? '',
		ownerAri: record.ownerAri ?? '',
		algorithm: method?.signingAlgorithm ?? '',
		keys: method?.publicKeyInfo?.jwks?.keys ?? [],
		jwksUri: method?.publicKeyInfo?.jwksUri ?? '',
		scopes: record.scopes ?? [],
		raw,
	};
	const problem = problemOf(token);
	return problem === undefined ? token : {...token, problem};
};

/** The schema of a reply that is one token: it must at least have an id. */
export const TokenReply = v.pipe(
	v.looseObject({id: v.pipe(v.string(), v.nonEmpty())}),
	v.transform(raw => toToken(raw)),
);

/** The schema of one page of tokens, record by record, so that an odd one is never the end of the list. */
export const TokenPage = v.pipe(
	v.object({tokens: v.array(v.unknown()), lastEvaluatedKey: v.optional(v.nullable(v.string()))}),
	v.transform(({tokens, lastEvaluatedKey}) => ({
		records: tokens.map(toToken),
		next: lastEvaluatedKey || undefined,
	})),
);
