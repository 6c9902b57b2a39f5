import {createHash} from 'node:crypto';
import * as v from 'valibot';
import type {Service} from './service.ts';
import type {User} from './user.ts';

/** A signed-in user's session, as kept; times are milliseconds since the epoch. */
export const Session = v.object({
	sub: v.string(),
	activeProjectId: v.string(),
	issuedAt: v.number(),
	expiresAt: v.number(),
});
export type Session = v.InferOutput<typeof Session>;

const lifetimeMs = 24 * 60 * 60 * 1000;

/** Names the record of a secret (session id, sign-in state) without giving the secret away: SHA-256 in hex. */
export const secretKey = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Begins a session of 24 hours for a user and returns its id, an opaque string. */
export const beginSession = async ({state, clock, random}: Service, user: User): Promise<string> => {
	const id = Buffer.from(random.bytes(32)).toString('base64url');
	const issuedAt = clock.now();
	await state.sessions.create(secretKey(id), {
		sub: user.sub,
		activeProjectId: user.defaultProjectId,
		issuedAt,
		expiresAt: issuedAt + lifetimeMs,
	});
	return id;
};
