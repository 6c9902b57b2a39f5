import {basename, dirname} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import type {FileCalls} from '../system/file-calls.ts';
import type {Keyring} from '../system/keyring.ts';
import type {Random} from '../system/random.ts';
import {replaceFile} from '../system/replace-file.ts';
import type {Secret} from '../text/secret.ts';
import {holdKey} from './hold-key.ts';
import {type KeyRecord, keyRecordText} from './key-record.ts';
import {type KeyRow, readKeyRow} from './key-row.ts';
import {type KeyStoreError, noSuchKey} from './key-store-error.ts';
import {openKey} from './open-key.ts';

type Known = Exclude<KeyRow, {readonly status: 'damaged'}>;

/** What remembering works with; without a keyring nothing is remembered. */
export type RememberDeps = {
	readonly keyring: Keyring | undefined;
	readonly random: Pick<Random, 'bytes'>;
	readonly calls: FileCalls;
};

const noKeyring: KeyStoreError = {
	kind: 'no-keyring',
	message: 'The keyring of this system is not used here: by the settings, or because PAT_TUI_HOME is set.',
};

const entryOf = ({thumbprint}: KeyRecord) => ({service: 'pat-tui', account: `passphrase ${thumbprint}`});

/** Writes a key's record anew, with what changes of it; one that was removed meanwhile stays so. */
export const amendRecord = async (
	{recordFile}: Known,
	change: (record: KeyRecord) => KeyRecord,
	{random, calls}: Pick<RememberDeps, 'random' | 'calls'>,
): Promise<Result<KeyRecord, KeyStoreError>> =>
	holdKey(recordFile, {random}, async () => {
		const now = await readKeyRow(dirname(recordFile), basename(recordFile, '.json'));
		if (now.status === 'damaged') return noSuchKey();
		const amended = change(now.record);
		const written = await replaceFile(recordFile, keyRecordText(amended), {random, calls});
		return written.ok ? ok(amended) : written;
	});

const isRemembered = (record: KeyRecord): KeyRecord => ({...record, remembered: true});

const isForgotten = ({remembered: _remembered, ...record}: KeyRecord): KeyRecord => record;

/** Gives the passphrase of a key where the system's keyring was asked to remember it, and still does. */
export const recallPassphrase = async (
	row: KeyRow | undefined,
	{keyring}: Pick<RememberDeps, 'keyring'>,
): Promise<Secret | undefined> => {
	if (row?.status !== 'ready' || !row.record.remembered) return undefined;
	const found = await keyring?.get(entryOf(row.record));
	return found?.ok ? found.value : undefined;
};

/** Takes the passphrase of a key out of the system's keyring. */
export const forgetPassphrase = async (
	row: KeyRow | undefined,
	deps: RememberDeps,
): Promise<Result<undefined, KeyStoreError>> => {
	if (!row || row.status === 'damaged') return noSuchKey();
	if (!row.record.remembered) return ok(undefined);
	if (!deps.keyring) return fail(noKeyring);
	const removed = await deps.keyring.remove(entryOf(row.record));
	if (!removed.ok) return fail({kind: 'no-keyring', message: removed.error.message});
	const amended = await amendRecord(row, isForgotten, deps);
	return amended.ok ? ok(undefined) : amended;
};

/** Has the system's keyring remember the passphrase of a key, once it has opened that. */
export const rememberPassphrase = async (
	row: KeyRow | undefined,
	passphrase: Secret,
	deps: RememberDeps,
): Promise<Result<undefined, KeyStoreError>> => {
	if (!deps.keyring) return fail(noKeyring);
	if (row?.status !== 'ready' || !row.file) return noSuchKey();
	const opened = await openKey(row, passphrase, async () => noSuchKey());
	if (!opened.ok) return opened;
	// The record first: what no record tells of would never be found again, nor removed.
	const amended = await amendRecord(row, isRemembered, deps);
	if (!amended.ok) return amended;
	const set = await deps.keyring.set(entryOf(row.record), passphrase);
	if (set.ok) return ok(undefined);
	if (!row.record.remembered) await amendRecord(row, isForgotten, deps);
	return fail({kind: 'no-keyring', message: set.error.message});
};
