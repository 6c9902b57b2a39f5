import * as v from 'valibot';

/** A sign-in under way, as kept under the hash of its state; `expiresAt` in milliseconds since the epoch. */
export const SignIn = v.object({
	publicKey: v.string(),
	formToken: v.string(),
	answer: v.picklist(['pending', 'accepted', 'declined']),
	/** Whom it signs in, once it is accepted; older records lack it. */
	email: v.optional(v.string()),
	expiresAt: v.number(),
});
export type SignIn = v.InferOutput<typeof SignIn>;

/** How long a sign-in waits for its answer and its session to be fetched, in milliseconds (10 minutes). */
export const signInLifetimeMs = 10 * 60 * 1000;
