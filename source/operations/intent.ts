import * as v from 'valibot';
import {Principal} from '../api/principal.ts';
import {Policy} from '../policies/policy.ts';
import {ProjectName, Standing} from './access/standing.ts';

/** A project the new token is added to, and what it may do there; the principal is filled in when the token has an id. */
export const Grant = v.object({
	projectId: v.string(),
	projectName: v.string(),
	/** Actions and resources as they will stand in the one statement; no actions: a member without rights. */
	actions: v.array(v.string()),
	resources: v.array(v.string()),
});
export type Grant = v.InferOutput<typeof Grant>;

/** How a key that was brought along is kept; without it the key was made for the operation, and is removed when that is taken back. */
const Custody = v.exactOptional(v.picklist(['stored', 'external', 'kms']));

/** What a create is meant to bring about: on disk, with the key, before anything is sent. */
export const CreateIntent = v.object({
	kind: v.literal('create-token'),
	id: v.string(),
	name: v.string(),
	algorithm: v.string(),
	/** RFC 7638 thumbprint of the key. */
	thumbprint: v.string(),
	/** The public half as it is registered, without `kid`. */
	publicJwk: v.record(v.string(), v.string()),
	/** The random key id of the first POST: with the thumbprint it marks the token as this operation's. */
	provisionalKeyId: v.string(),
	/** The key id that was asked for; without one it becomes the token id. */
	keyId: v.optional(v.string()),
	/** Where the private key is: a path, or a reference in a KMS; without it only the public half was seen here. */
	keyFile: v.exactOptional(v.string()),
	custody: Custody,
	grants: v.array(Grant),
});
export type CreateIntent = v.InferOutput<typeof CreateIntent>;

/** What a delete is meant to bring about. */
export const DeleteIntent = v.object({
	kind: v.literal('delete-token'),
	id: v.string(),
	tokenId: v.string(),
	name: v.string(),
	/** Thumbprints of stored keys to be removed once the token is gone. */
	removeKeys: v.array(v.string()),
});
export type DeleteIntent = v.InferOutput<typeof DeleteIntent>;

/** What the making of a project is meant to bring about. */
export const CreateProjectIntent = v.object({
	kind: v.literal('create-project'),
	id: v.string(),
	name: v.string(),
	description: v.exactOptional(v.string()),
	/** The ids of the projects that were there before: a project carries no mark by which a new one could be told. */
	before: v.array(v.string()),
});
export type CreateProjectIntent = v.InferOutput<typeof CreateProjectIntent>;

/** A public key as it is registered (contract 2.2, Jwk); what the service did not send is empty or absent. */
const RegisteredKey = v.object({
	kid: v.string(),
	kty: v.string(),
	alg: v.string(),
	use: v.string(),
	n: v.exactOptional(v.string()),
	e: v.exactOptional(v.string()),
	crv: v.exactOptional(v.string()),
	x: v.exactOptional(v.string()),
	y: v.exactOptional(v.string()),
});

/** What of a token an update can change: as the service holds it, or as it shall be. */
export const TokenState = v.object({
	name: v.string(),
	algorithm: v.string(),
	keys: v.array(RegisteredKey),
	/** Where the token's keys are published instead. */
	jwksUri: v.exactOptional(v.string()),
});
export type TokenState = v.InferOutput<typeof TokenState>;

/** What an update is meant to bring about, and what it was decided on. */
export const UpdateIntent = v.object({
	kind: v.literal('update-token'),
	id: v.string(),
	tokenId: v.string(),
	name: v.string(),
	before: TokenState,
	wanted: TokenState,
});
export type UpdateIntent = v.InferOutput<typeof UpdateIntent>;

const accessEntries = {
	id: v.string(),
	/** What the principal is called. */
	name: v.string(),
	principal: Principal,
	project: ProjectName,
	/** How the principal stood in the project when the change was decided on, where somebody saw that. */
	expected: v.exactOptional(Standing),
};

/** The adding of a principal to a project. */
export const AddPrincipalIntent = v.object({kind: v.literal('add-principal'), ...accessEntries});

/** The replacing of a principal's whole policy in a project. */
export const SetPolicyIntent = v.object({
	kind: v.literal('set-policy'),
	...accessEntries,
	policy: Policy,
});

/** The removing of a principal from a project. */
export const RemovePrincipalIntent = v.object({kind: v.literal('remove-principal'), ...accessEntries});

/** What a change of a principal's place in a project is meant to bring about. */
export type AccessIntent = v.InferOutput<
	typeof AddPrincipalIntent | typeof SetPolicyIntent | typeof RemovePrincipalIntent
>;

/** A look into a project that is not the active one, by making it so for a moment. */
export const VisitProjectIntent = v.object({
	kind: v.literal('visit-project'),
	id: v.string(),
	name: v.string(),
});
export type VisitProjectIntent = v.InferOutput<typeof VisitProjectIntent>;

/** The asking of what the contract leaves open, with a throw-away token that is deleted at the end. */
export const ProbeIntent = v.object({
	kind: v.literal('probe-contract'),
	id: v.string(),
	/** The name of the throw-away token. */
	name: v.string(),
	/** RFC 7638 thumbprint of its key, which is never written anywhere. */
	thumbprint: v.string(),
	/** The random key id of the first POST: with the thumbprint it marks the token as this operation's. */
	provisionalKeyId: v.string(),
});
export type ProbeIntent = v.InferOutput<typeof ProbeIntent>;

/** What the changing of a token's key is meant to bring about. */
export const RotateIntent = v.object({
	kind: v.literal('rotate-key'),
	id: v.string(),
	tokenId: v.string(),
	name: v.string(),
	/** `overlap`: both keys work until the rotation is finished; `swap`: the new key takes the old one's place at once. */
	mode: v.picklist(['overlap', 'swap']),
	before: TokenState,
	/** The algorithm of the new key; in an overlap that of the old one. */
	algorithm: v.string(),
	/** The public half of the new key, as it is registered. */
	newKey: RegisteredKey,
	/** RFC 7638 thumbprint of the new key. */
	thumbprint: v.string(),
	/** Where the private key is: a path, or a reference in a KMS; without it only the public half was seen here. */
	keyFile: v.exactOptional(v.string()),
	custody: Custody,
});
export type RotateIntent = v.InferOutput<typeof RotateIntent>;

/** A project that a token is in, and what it may do there. */
export const Right = v.object({project: ProjectName, standing: Standing});
export type Right = v.InferOutput<typeof Right>;

/** What the quarantine of a token whose key leaked is meant to bring about. */
export const QuarantineIntent = v.object({
	kind: v.literal('quarantine-token'),
	id: v.string(),
	tokenId: v.string(),
	name: v.string(),
	before: TokenState,
	/** What it might do, and where: withdrawn first, and given back once its key is another one. */
	rights: v.array(Right),
	/** The key that takes the place of the leaked one, as in a rotation; without one the token is deleted. */
	swap: v.exactOptional(
		v.object({
			algorithm: v.string(),
			newKey: RegisteredKey,
			thumbprint: v.string(),
			keyFile: v.exactOptional(v.string()),
			custody: Custody,
		}),
	),
});
export type QuarantineIntent = v.InferOutput<typeof QuarantineIntent>;

/** What an operation is for. */
export const Intent = v.variant('kind', [
	CreateIntent,
	DeleteIntent,
	CreateProjectIntent,
	UpdateIntent,
	AddPrincipalIntent,
	SetPolicyIntent,
	RemovePrincipalIntent,
	VisitProjectIntent,
	ProbeIntent,
	RotateIntent,
	QuarantineIntent,
]);
export type Intent = v.InferOutput<typeof Intent>;
