import path from 'node:path';
import * as v from 'valibot';
import {readOwnFile} from '../system/read-own-file.ts';

const User = v.object({sub: v.string(), email: v.string()});
const from = v.optional(v.literal('official-cli'));

/** What stands in `session.json`: who is signed in, and the session id itself only where no keyring has it. */
const SessionFile = v.union([
	v.object({sessionId: v.pipe(v.string(), v.nonEmpty()), user: User, from}),
	v.object({custody: v.literal('keyring'), user: User, from}),
]);
export type SessionFile = v.InferOutput<typeof SessionFile>;

/** The file of an environment's session, in the environment's folder. */
export const sessionFileIn = (folder: string): string => path.join(folder, 'session.json');

/** Reads the file of a session; undefined when there is none or it can't be used: signing in again mends both. */
export const readSessionFile = (folder: string): SessionFile | undefined => {
	try {
		const bytes = readOwnFile(sessionFileIn(folder));
		const kept = v.safeParse(SessionFile, JSON.parse(bytes?.toString('utf8') ?? ''));
		return kept.success ? kept.output : undefined;
	} catch {
		// No JSON: damaged, or nothing at all.
		return undefined;
	}
};
