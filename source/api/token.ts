import {isDeepStrictEqual} from 'node:util';
import * as v from 'valibot';

const text = v.optional(v.fallback(v.string(), ''));

/** Passes on the value itself, which a schema would copy: in a list of thousands the copies would be half of its memory. */
const itself = <Schema extends v.GenericSchema>(schema: Schema) =>
	v.custom<v.InferOutput<Schema>>(value => v.is(schema, value));

const jwkMembers = {
	kid: text,
	kty: text,
	alg: text,
	use: text,
	n: text,
	e: text,
	crv: text,
	x: text,
	y: text,
};
const RegisteredJwk = v.object(jwkMembers);

/** A public key as the service holds it (contract 2.2, Jwk); every member may be missing on an odd record. */
export type RegisteredJwk = v.InferOutput<typeof RegisteredJwk>;

const PlainJwk = v.strictObject(v.entriesFromList(Object.keys(jwkMembers), v.optional(v.string())));
const RegisteredKeys = v.union([itself(v.array(PlainJwk)), v.array(v.fallback(RegisteredJwk, {}))]);

const TokenRecord = v.object({
	id: text,
	name: text,
	ari: text,
	ownerAri: text,
	scopes: v.optional(v.fallback(itself(v.array(v.string())), [])),
	authenticationMethod: v.optional(
		v.fallback(
			v.object({
				signingAlgorithm: text,
				publicKeyInfo: v.optional(
					v.fallback(
						v.object({
							jwks: v.optional(v.fallback(v.object({keys: v.fallback(RegisteredKeys, [])}), {keys: []})),
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
	/** The record as it came, where it is another than `recordOf` makes of the rest. */
	readonly oddRecord?: unknown;
};

const usualRecord = ({id, ari, ownerAri, name, algorithm, keys, scopes}: Token) => ({
	id,
	ari,
	ownerAri,
	name,
	authenticationMethod: {
		type: 'PRIVATE_KEY',
		signingAlgorithm: algorithm,
		publicKeyInfo: {jwks: {keys}},
	},
	scopes,
});

/** The record of the service (contract 2.2) that a token was read from, for output that scripts read. */
export const recordOf = (token: Token): unknown =>
	'oddRecord' in token ? token.oddRecord : usualRecord(token);

const problemOf = (token: Token): string | undefined => {
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
	const token: Token = {
		id: record.id ?? '',
		name: record.name ?? '',
		ari: record.ari ?? '',
		ownerAri: record.ownerAri ?? '',
		algorithm: method?.signingAlgorithm ?? '',
		keys: method?.publicKeyInfo?.jwks?.keys ?? [],
		jwksUri: method?.publicKeyInfo?.jwksUri ?? '',
		scopes: record.scopes ?? [],
	};
	const problem = problemOf(token);
	return {
		...token,
		...(problem !== undefined && {problem}),
		...(!isDeepStrictEqual(usualRecord(token), raw) && {oddRecord: raw}),
	};
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
