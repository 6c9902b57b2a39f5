import {lstat, rm} from 'node:fs/promises';
import {writeFile} from 'atomically';
import * as v from 'valibot';
import type {SessionStoreChoice} from '../config/stored-settings.ts';
import {fail, ok, type Result} from '../result.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Keyring, KeyringError} from '../system/keyring.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import {readSessionFile, type SessionFile, sessionFileIn} from './session-file.ts';

/** Who is signed in, and the cookie's value that proves it. */
export type Session = {
	readonly id: Secret;
	readonly user: {readonly sub: string; readonly email: string};
	/** Set when it is the official CLI's own session: it is not ours to end. */
	readonly from?: 'official-cli' | undefined;
};

/** Where a session is kept; `reason`: why it is not in the keyring, where it could have been. */
export type Custody =
	| {readonly kind: 'keyring'}
	| {readonly kind: 'file'; readonly file: string; readonly reason?: string}
	| {readonly kind: 'memory'; readonly reason: string};

/** Why a session could not be kept, or could not be removed. */
export type SessionStoreError = {readonly kind: 'not-written' | 'not-removed'; readonly message: string};

export type SessionStore = {
	/** The kept session; undefined when there is none or it can't be read. */
	readonly load: () => Promise<Session | undefined>;
	/** Whose session is kept, without asking the keyring for it. */
	readonly who: () => Session['user'] | undefined;
	readonly save: (session: Session) => Promise<Result<Custody, SessionStoreError>>;
	/** Removes the session from wherever it is kept. */
	readonly clear: () => Promise<Result<void, SessionStoreError>>;
	/** Where the session is kept; undefined when none is. */
	readonly custody: () => Custody | undefined;
};

/** The keyring as a place for one environment's session, and whether it is the first, the only, or a former one. */
export type Vault = {
	readonly keyring: Keyring;
	/** Tells the sessions of this machine's environments apart. */
	readonly account: string;
	readonly choice: SessionStoreChoice;
};

const KeyringText = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({sessionId: v.pipe(v.string(), v.nonEmpty()), sub: v.string()}),
);

const isLink = async (file: string): Promise<boolean> =>
	(await lstat(file).catch(() => undefined))?.isSymbolicLink() ?? false;

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';

/**
 * Keeps one environment's session (reliability: custody): in the system's keyring where there is one, with the name of who
 * it is in a file that the first frame reads; else whole in that file, 0600; or, where no file is wanted, nowhere.
 */
export const makeSessionStore = (folder: string, vault?: Vault): SessionStore => {
	const file = sessionFileIn(folder);
	const entry = {service: 'pat-tui', account: vault?.account ?? ''};
	let whyNoKeyring: KeyringError | undefined;
	let isOnlyInMemory = false;

	const write = async (content: SessionFile): Promise<Result<void, SessionStoreError>> => {
		const made = await ensureFolder(folder);
		if (!made.ok) return fail({kind: 'not-written', message: made.error.message});
		// The writer would follow it, and leave the session wherever it leads.
		if (await isLink(file))
			return fail({kind: 'not-written', message: `${file} is a symbolic link, which is not followed.`});
		try {
			await writeFile(file, `${JSON.stringify(content, null, '\t')}\n`, {mode: 0o600, chown: false});
			return ok(undefined);
		} catch (error) {
			const message = `The session could not be saved in ${file}${codeOf(error)}.`;
			return fail({kind: 'not-written', message});
		}
	};

	const remove = async (): Promise<Result<void, SessionStoreError>> => {
		try {
			await rm(file, {force: true});
			return ok(undefined);
		} catch (error) {
			return fail({kind: 'not-removed', message: `${file} could not be removed${codeOf(error)}.`});
		}
	};

	const custody = (): Custody | undefined => {
		const reason = whyNoKeyring?.message;
		if (isOnlyInMemory) return {kind: 'memory', reason: reason ?? ''};
		const kept = readSessionFile(folder);
		if (!kept) return undefined;
		return 'custody' in kept ? {kind: 'keyring'} : {kind: 'file', file, ...(reason && {reason})};
	};

	const saveInKeyring = async (
		{keyring}: Vault,
		{id, user, from}: Session,
	): Promise<Result<void, SessionStoreError> | 'no-keyring'> => {
		const text = makeSecret(JSON.stringify({sessionId: reveal(id), sub: user.sub}));
		const set = await keyring.set(entry, text);
		whyNoKeyring = set.ok ? undefined : set.error;
		if (!set.ok) return 'no-keyring';
		const written = await write({custody: 'keyring', user, from});
		// What no file tells of would never be found again, nor removed.
		if (!written.ok) await keyring.remove(entry);
		return written;
	};

	const save = async (session: Session): Promise<Result<Custody, SessionStoreError>> => {
		isOnlyInMemory = false;
		if (vault && vault.choice !== 'file') {
			const kept = await saveInKeyring(vault, session);
			if (kept !== 'no-keyring') return kept.ok ? ok({kind: 'keyring'}) : kept;
		}
		if (vault?.choice === 'keyring') {
			const removed = await remove();
			isOnlyInMemory = true;
			return removed.ok ? ok({kind: 'memory', reason: whyNoKeyring?.message ?? ''}) : removed;
		}
		const before = readSessionFile(folder);
		const {id, user, from} = session;
		const written = await write({sessionId: reveal(id), user, from});
		if (written.ok && before && 'custody' in before) await vault?.keyring.remove(entry);
		return written.ok ? ok(custody() ?? {kind: 'file', file}) : written;
	};

	return {
		async load() {
			const kept = readSessionFile(folder);
			if (!kept) return undefined;
			const {user, from} = kept;
			if ('sessionId' in kept) {
				const session: Session = {id: makeSecret(kept.sessionId), user, from};
				// The setting may be younger than the file.
				if (vault?.choice === 'keyring') await save(session);
				return session;
			}
			const found = await vault?.keyring.get(entry);
			if (!found?.ok || !found.value) return undefined;
			const read = v.safeParse(KeyringText, reveal(found.value));
			// Two programs may have written at once: a session is only taken with the name that belongs to it.
			if (!read.success || read.output.sub !== user.sub) return undefined;
			return {id: makeSecret(read.output.sessionId), user, from};
		},
		who: () => readSessionFile(folder)?.user,
		save,
		async clear() {
			const before = readSessionFile(folder);
			isOnlyInMemory = false;
			const removed = await remove();
			const isInKeyring = before !== undefined && 'custody' in before;
			// One of an earlier run may still be there, unless this machine's keyring was never to be used.
			if (vault && (isInKeyring || vault.choice !== 'file')) {
				const gone = await vault.keyring.remove(entry);
				if (!gone.ok && isInKeyring) return fail({kind: 'not-removed', message: gone.error.message});
			}
			return removed;
		},
		custody,
	};
};
