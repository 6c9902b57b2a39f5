import * as v from 'valibot';

const Name = v.pipe(
	v.string(),
	v.regex(
		/^[a-zA-Z0-9][a-zA-Z0-9._ -]{0,98}[a-zA-Z0-9._-]$/,
		'2 to 100 letters, digits, spaces, dots, underscores and hyphens, beginning with a letter or digit and not ending in a space',
	),
);

/** A project as kept and as replied (contract 2.2); times are ISO 8601 without a zone, in UTC. */
export const Project = v.object({
	id: v.string(),
	name: v.string(),
	ownerId: v.string(),
	description: v.optional(v.string()),
	identityVerificationEnabled: v.boolean(),
	createdAt: v.string(),
	updatedAt: v.string(),
});
export type Project = v.InferOutput<typeof Project>;

/** What a client sends to make a project. */
export const CreateProjectInput = v.object({name: Name, description: v.optional(v.string())});
export type CreateProjectInput = v.InferOutput<typeof CreateProjectInput>;

/** What a client sends to change a project. */
export const UpdateProjectInput = v.object({
	name: v.optional(Name),
	description: v.optional(v.string()),
	identityVerificationEnabled: v.optional(v.boolean()),
});
export type UpdateProjectInput = v.InferOutput<typeof UpdateProjectInput>;

/** Writes a time as the service does in a project: to the second, without a zone. */
export const projectTime = (milliseconds: number): string =>
	new Date(milliseconds).toISOString().slice(0, 19);
