type Entry = {
	readonly name: string;
	/** What it can be; the first is what the sandbox does unless told. */
	readonly values: readonly [string, string, ...string[]];
	/** What is unknown of the service. */
	readonly summary: string;
};

/** Lists what is unknown of the service (contract 7) and the answers the sandbox can give; any of them go together. */
export const variantTable = [
	{
		name: 'patch',
		values: ['replace', 'merge', 'one-key'],
		summary: 'What the keys in a PATCH do to those a token has; one-key keeps the last',
	},
	{name: 'keys', values: ['several', 'one'], summary: 'How many keys a token may have; more are refused'},
	{
		name: 'kid',
		values: ['free', 'unique'],
		summary: "Whether a key id may stand twice among a user's tokens",
	},
	{
		name: 'no-kid',
		values: ['any', 'first', 'refused'],
		summary: 'Which registered keys an assertion without a key id is checked with',
	},
	{
		name: 'ec-jwk',
		values: ['unchecked', 'checked'],
		summary: 'Whether a public key without its numbers is refused',
	},
	{
		name: 'create',
		values: ['full', 'bare'],
		summary: 'What a new token is answered with: all of it, or its id alone',
	},
	{name: 'scopes', values: ['empty', 'filled'], summary: "Whether a token's list of scopes holds anything"},
	{
		name: 'page',
		values: ['100', '10', 'empty-first', 'empty-last'],
		summary: 'The size of a page nobody asked a size of, or an empty page among the full ones',
	},
	{
		name: 'ids',
		values: ['prefixed', 'bare'],
		summary: "Whether a project's principals are listed as token/UUID or as UUID",
	},
	{
		name: 'principals',
		values: ['with-policy', 'ids-only'],
		summary: "Whether a project's principals are listed with their policies",
	},
	{
		name: 'default-policy',
		values: ['empty-string', 'empty-list', 'absent'],
		summary: 'The policy of a principal that has none yet',
	},
	{
		name: 'action-globs',
		values: ['matched', 'literal'],
		summary: 'Whether cis:* in a policy means every action of cis; * alone always does',
	},
	{
		name: 'rights',
		values: ['withdrawn', 'kept'],
		summary: 'What the deletion of a token does to its memberships and project-scoped tokens',
	},
	{
		name: 'scoped',
		values: ['allowed', 'refused', 'powerless'],
		summary: 'Whether a session gets a project-scoped token, and may change principals with it',
	},
	{name: 'scoped-life', values: ['3600', '300'], summary: 'How many seconds a project-scoped token lasts'},
	{
		name: 'expired',
		values: ['401', '403', 'html'],
		summary: 'What a request without a valid session is answered with; html is a page with status 200',
	},
	{
		name: 'errors',
		values: ['iam', 'older'],
		summary: "The form of the portal's errors: that of IAM, or with debugId and code",
	},
	{
		name: 'version',
		values: ['optional', 'required'],
		summary: 'Whether the portal refuses a client without affinidi-cli-version, or below 2.0.0',
	},
	{
		name: 'whoami',
		values: ['full', 'sub-only', 'principal'],
		summary: "The portal's whoami: with e-mail and projects, the subject alone, or principalId",
	},
	{
		name: 'jwe',
		values: ['RSA-OAEP-256', 'RSA-OAEP', 'RSA-OAEP-384', 'RSA-OAEP-512'],
		summary: 'How the key of a new session is sealed',
	},
	{
		name: 'enc',
		values: ['A256GCM', 'A128GCM', 'A256CBC-HS512', 'A128CBC-HS256'],
		summary: 'How a new session is encrypted',
	},
	{
		name: 'decline',
		values: ['error', 'type'],
		summary: 'The name of the parameter that tells the callback of a rejection',
	},
] as const satisfies readonly Entry[];

type Listed = (typeof variantTable)[number];

/** One answer to each unknown, by its name. */
export type Variants = {readonly [E in Listed as E['name']]: E['values'][number]};
