import * as v from 'valibot';

const uuid = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'a UUID'),
	v.toLowerCase(),
);

/** An id as clients send it: a bare UUID, in small letters from here on. */
export const Id = uuid;

/** Who can have a part in a project: a token or a user, by bare UUID. */
export const Principal = v.object({principalId: Id, principalType: v.picklist(['token', 'user'])});
export type Principal = v.InferOutput<typeof Principal>;

/** Names a principal as the members of a listing do, `token/<uuid>` (contract 2.2, UserList). */
export const principalName = ({principalType, principalId}: Principal): string =>
	`${principalType}/${principalId}`;

/** Names a principal inside a project (contract 3.2). */
export const principalAri = (projectId: string, principal: Principal): string =>
	`ari:iam::${projectId}:${principalName(principal)}`;
