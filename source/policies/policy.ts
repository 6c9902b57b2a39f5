import * as v from 'valibot';

// Records made by hand or by older tools give a single text where the service's model has a list.
const texts = v.pipe(
	v.optional(v.union([v.array(v.string()), v.string()]), []),
	v.transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)),
);

const Statement = v.object({
	principal: texts,
	action: texts,
	resource: texts,
	effect: v.optional(v.string(), ''),
});

/** Reads a policy tolerantly: a missing or single-text list becomes a list, an unknown effect stays as it is. */
export const Policy = v.object({
	version: v.optional(v.string(), ''),
	statement: v.optional(v.array(Statement), []),
	name: v.exactOptional(v.string()),
	description: v.exactOptional(v.string()),
	principalId: v.exactOptional(v.string()),
	projectId: v.exactOptional(v.string()),
});

/** What a principal may do in a project. */
export type Policy = v.InferOutput<typeof Policy>;

/** One grant of a policy. */
export type Statement = Policy['statement'][number];

/** The only policy version that Affinidi knows. */
export const policyVersion = '2022-12-15';
