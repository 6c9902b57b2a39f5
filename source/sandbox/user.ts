import * as v from 'valibot';

/** A user of the sandbox, as kept; `defaultProjectId` is the active project of their next session. */
export const User = v.object({sub: v.string(), email: v.string(), defaultProjectId: v.string()});
export type User = v.InferOutput<typeof User>;

/** The e-mail address of the one user there is so far. */
export const sandboxEmail = 'developer@sandbox.example';
