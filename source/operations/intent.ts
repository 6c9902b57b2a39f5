import * as v from 'valibot';

/** A project the new token is added to, and what it may do there; the principal is filled in when the token has an id. */
export const Grant = v.object({
	projectId: v.string(),
	projectName: v.string(),
	/** Actions and resources as they will stand in the one statement; no actions: a member without rights. */
	actions: v.array(v.string()),
	resources: v.array(v.string()),
});
export type Grant = v.InferOutput<typeof Grant>;

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
	keyFile: v.string(),
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

/** What an operation is for. */
export const Intent = v.variant('kind', [CreateIntent, DeleteIntent]);
export type Intent = v.InferOutput<typeof Intent>;
