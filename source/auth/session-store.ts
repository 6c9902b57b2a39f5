import {lstat, rm} from 'node:fs/promises';
import path from 'node:path';
import {writeFile} from 'atomically';
import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {ensureFolder} from '../system/folder.ts';
import {readOwnFile} from '../system/read-own-file.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';

/** Who is signed in, and the cookie's value that proves it. */
export type Session = {readonly id: Secret; readonly user: {readonly sub: string; readonly email: string}};

const SessionFile = v.object({
	sessionId: v.pipe(v.string(), v.nonEmpty()),
	user: v.object({sub: v.string(), email: v.string()}),
});

const isLink = async (file: string): Promise<boolean> =>
	(await lstat(file).catch(() => undefined))?.isSymbolicLink() ?? false;

/** Why a session could not be kept. */
export type SessionStoreError = {readonly kind: 'not-written'; readonly message: string};

export type SessionStore = {
	/** The kept session; undefined when there is none or it can't be read. */
	readonly load: () => Promise<Session | undefined>;
	readonly save: (session: Session) => Promise<Result<void, SessionStoreError>>;
	readonly clear: () => Promise<void>;
};

/** Keeps one environment's session in a 0600 file in `folder` (reliability: custody of the session). */
export const makeSessionStore = (folder: string): SessionStore => {
	const file = path.join(folder, 'session.json');
	return {
		async load() {
			try {
				const bytes = readOwnFile(file);
				if (!bytes) return undefined;
				const kept = v.safeParse(SessionFile, JSON.parse(bytes.toString('utf8')));
				return kept.success ? {id: makeSecret(kept.output.sessionId), user: kept.output.user} : undefined;
			} catch {
				// Missing or damaged: signing in again mends both.
				return undefined;
			}
		},
		async save({id, user}) {
			const made = await ensureFolder(folder);
			if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
			// The writer would follow it, and leave the session wherever it leads.
			if (await isLink(file))
				return fail({kind: 'not-written', message: `${file} is a symbolic link, which is not followed.`});
			try {
				await writeFile(file, `${JSON.stringify({sessionId: reveal(id), user}, null, '\t')}\n`, {
					mode: 0o600,
					chown: false,
				});
				return ok(undefined);
			} catch (error) {
				const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
				return fail({kind: 'not-written', message: `The session could not be saved in ${file}${code}.`});
			}
		},
		async clear() {
			await rm(file, {force: true});
		},
	};
};
