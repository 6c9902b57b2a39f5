import {chmod} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {type FileCalls, nodeFileCalls} from '../system/file-calls.ts';
import {fileError} from '../system/file-error.ts';
import type {Keyring} from '../system/keyring.ts';
import type {Random} from '../system/random.ts';
import {sweepTemporaryFiles} from '../system/temporary-file.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {BundledKey} from './bundle.ts';
import {holdKey} from './hold-key.ts';
import type {KeyPair} from './key-pair.ts';
import type {KeyLink, KeyRecord} from './key-record.ts';
import {type KeyStoreError, noSuchKey} from './key-store-error.ts';
import {noKms, type OpenKms, openKey, readKeyFileOf} from './open-key.ts';
import type {PublicKey} from './public-key.ts';
import {findKeyRow, readKeyRows} from './read-key-rows.ts';
import {isPkcs8Pem} from './read-private-key.ts';
import {
	amendRecord,
	forgetPassphrase,
	recallPassphrase,
	rememberPassphrase,
} from './remembered-passphrase.ts';
import {removeKeyFiles} from './remove-key-files.ts';
import {type Resealing, resealKey} from './reseal-key.ts';
import {restoreKey} from './restore-key.ts';
import {linkKey, saveKey} from './save-key.ts';

/** Keeps private keys as files, one PEM and one record each, and the records of keys that are kept elsewhere. */
export type KeyStore = ReturnType<typeof makeKeyStore>;

type Deps = {
	readonly folder: string;
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'bytes'>;
	readonly calls?: FileCalls;
	/** Opens the keys that are in a KMS; none is known without it. */
	readonly openKms?: OpenKms;
	/** Remembers passphrases where a person asks for it. */
	readonly keyring?: Keyring | undefined;
};

/** Makes the key store of a folder. Files are mode 0600 in a folder of mode 0700 and never overwritten. */
export const makeKeyStore = ({
	folder,
	clock,
	random,
	calls = nodeFileCalls,
	openKms = noKms,
	keyring,
}: Deps) => {
	const deps = {folder, clock, random, calls, keyring};

	const find = async (print: string) => findKeyRow(folder, print);

	return {
		/** Lists every key, by file name; one that is damaged, missing or unfinished is a row that says so. */
		list: async () => readKeyRows(folder),

		/** Finds the row of a thumbprint (RFC 7638, base64url). */
		find,

		/** Saves a key, encrypted unless `passphrase` is undefined; the same key saved twice is kept as it was. */
		save: async (pair: KeyPair, options: {readonly name: string; readonly passphrase: Secret | undefined}) =>
			saveKey(pair, options, deps),

		/** Saves where a key is that is kept elsewhere, and nothing else of it; one that is known already stays as it was. */
		link: async (key: PublicKey, options: {readonly name: string; readonly link: KeyLink}) =>
			linkKey(key, options, deps),

		/** Puts a key of another computer's bundle into the store; one that is here already stays as it is. */
		restore: async (key: BundledKey) => restoreKey(key, deps),

		/** Opens a key to sign with, wherever it is; one in a file is checked to be the key of that thumbprint. */
		open: async (print: string, passphrase?: Secret) => {
			const row = await find(print);
			return row.ok ? openKey(row.value, passphrase, openKms) : row;
		},

		/** Gives a private key's PEM as it is in its file, encrypted or plain: what an export hands on. */
		pem: async (print: string): Promise<Result<Secret, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			const bytes = await readKeyFileOf(row.value);
			if (!bytes.ok) return bytes;
			const text = bytes.value.toString('utf8');
			bytes.value.fill(0);
			if (isPkcs8Pem(text)) return ok(makeSecret(text));
			const message = `${row.value?.place} holds the key in another form than PKCS#8 as PEM.`;
			return fail({kind: 'other-form', message});
		},

		/** Changes or takes away the passphrase of a key in a file, or encrypts it anew with the same: one file is put in the place of the other. */
		reseal: async (print: string, resealing: Resealing): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			const resealed = await resealKey(row.value, resealing, deps);
			// The passphrase of before opens nothing any more, wherever it is; the key is changed all the same.
			const isWritten = resealed.ok || resealed.error.kind === 'not-confirmed';
			if (isWritten && resealing.next !== resealing.current) await forgetPassphrase(row.value, deps);
			return resealed;
		},

		/** Writes what a person has to say about a key, such as its purpose and owner, into its record; an empty text takes it away. */
		note: async (print: string, text: string): Promise<Result<KeyRecord, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			if (!row.value || row.value.status === 'damaged') return noSuchKey();
			return amendRecord(
				row.value,
				({note: _note, ...record}) => (text === '' ? record : {...record, note: text}),
				deps,
			);
		},

		/** Gives a passphrase that the system's keyring was asked to remember; undefined where it has none, or is not used. */
		recall: async (print: string): Promise<Secret | undefined> => {
			const row = await find(print);
			return row.ok ? recallPassphrase(row.value, deps) : undefined;
		},

		/** Has the system's keyring remember the passphrase of a key, which it has to open. */
		remember: async (print: string, passphrase: Secret): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			return row.ok ? rememberPassphrase(row.value, passphrase, deps) : row;
		},

		/** Takes the passphrase of a key out of the system's keyring. */
		forget: async (print: string): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			return row.ok ? forgetPassphrase(row.value, deps) : row;
		},

		/** Narrows the mode of an exposed private key to 0600. */
		narrow: async (print: string): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			if (row.value?.status !== 'ready' || !row.value.file) return noSuchKey();
			try {
				await chmod(row.value.place, 0o600);
				return ok(undefined);
			} catch (error) {
				return fail(fileError(error, row.value.place));
			}
		},

		/**
		 * Removes a key for good, or what is known here of one that is kept elsewhere. Damaged files are left for the user to
		 * look at; a record that is given as `remembered` still is, for the keyring could not be asked.
		 */
		remove: async (print: string): Promise<Result<KeyRecord, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			if (!row.value) return noSuchKey();
			const known = row.value;
			if (known.status === 'damaged') return fail({kind: 'damaged', message: known.message});
			const forgotten = await forgetPassphrase(known, deps);
			// A program that was killed in the middle may have left a copy.
			await sweepTemporaryFiles(folder, clock.now());
			const removed = await holdKey(known.recordFile, deps, async () => removeKeyFiles(known, calls));
			if (!removed.ok || !forgotten.ok) return removed;
			const {remembered: _remembered, ...record} = removed.value;
			return ok(record);
		},
	};
};
