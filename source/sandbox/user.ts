import * as v from 'valibot';

// Who is meant, not where mail arrives: what a person types as an address, in one spelling.
const emailPattern = /^[^\s\p{C}@<>"']+@[^\s\p{C}@<>"']+$/u;

/** An e-mail address as a user is known by it: without blanks around it, in small letters. */
export const Email = v.pipe(
	v.string(),
	v.trim(),
	v.toLowerCase(),
	v.maxLength(254, 'at most 254 characters'),
	v.regex(emailPattern, 'an e-mail address'),
);

/** A user of the sandbox, as kept; `defaultProjectId` is the active project of their next session. */
export const User = v.object({sub: v.string(), email: v.string(), defaultProjectId: v.string()});
export type User = v.InferOutput<typeof User>;

/** The e-mail address of whoever signs in without saying who they are. */
export const sandboxEmail = 'developer@sandbox.example';
