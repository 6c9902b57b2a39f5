import {unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {createFile} from '../system/create-file.ts';
import type {FileCalls} from '../system/file-calls.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Random} from '../system/random.ts';
import {replaceFile} from '../system/replace-file.ts';
import {sweepTemporaryFiles} from '../system/temporary-file.ts';
import type {Secret} from '../text/secret.ts';
import type {KeyPair} from './key-pair.ts';
import {
	type KeyLink,
	type KeyRecord,
	keyFileBase,
	keyRecordText,
	makeLinkedRecord,
	makeStoredRecord,
} from './key-record.ts';
import {type ReadyRow, readKeyRow, readLinkedFile} from './key-row.ts';
import type {KeyStoreError} from './key-store-error.ts';
import {passphraseProblem} from './passphrase-problem.ts';
import {encryptPkcs8} from './pbes2.ts';
import type {PublicKey} from './public-key.ts';
import {findKeyRow} from './read-key-rows.ts';
import {removeKeyFiles} from './remove-key-files.ts';

/** What was saved: the key's row, and whether the same key had been there before (with the passphrase of then). */
export type SavedKey = {readonly row: ReadyRow; readonly wasThere: boolean};

/** What saving a key works with. */
export type SaveKeyDeps = {
	readonly folder: string;
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'bytes'>;
	readonly calls: FileCalls;
};

/** Makes the folder fit to save a key in; gives the row of the key where it is there already. */
const makeRoom = async (
	print: string,
	{folder, clock, calls}: SaveKeyDeps,
): Promise<Result<ReadyRow | undefined, KeyStoreError>> => {
	const ready = await ensureFolder(folder);
	if (!ready.ok) return ready;
	await sweepTemporaryFiles(folder, clock.now());
	const before = await findKeyRow(folder, print);
	if (!before.ok) return before;
	if (before.value?.status === 'damaged') return fail({kind: 'damaged', message: before.value.message});
	if (before.value === undefined || before.value.status === 'ready') return ok(before.value);
	const cleared = await removeKeyFiles(before.value, calls);
	return cleared.ok ? ok(undefined) : cleared;
};

const fileBaseOf = ({name, thumbprint}: KeyRecord) => keyFileBase(name, thumbprint);

const writeRecord = async (record: KeyRecord, {folder, random, calls}: SaveKeyDeps) =>
	createFile(join(folder, `${fileBaseOf(record)}.json`), keyRecordText(record), {
		random,
		calls,
	});

const saved = async (record: KeyRecord, {folder}: SaveKeyDeps): Promise<Result<SavedKey, KeyStoreError>> => {
	const row = await readKeyRow(folder, fileBaseOf(record));
	if (row.status === 'ready') return ok({row, wasThere: false});
	return fail({kind: row.status, message: row.message});
};

/**
 * Keeps a key: its record, and where it is kept here its file. One that is known already stays as it was, and `pem` is not
 * called then.
 */
export const keepKey = async (
	record: KeyRecord,
	pem: (() => Promise<string>) | undefined,
	deps: SaveKeyDeps,
): Promise<Result<SavedKey, KeyStoreError>> => {
	const before = await makeRoom(record.thumbprint, deps);
	if (!before.ok) return before;
	if (before.value) return ok({row: before.value, wasThere: true});
	const text = await pem?.();
	// The record first: a private key then never stands without the words that say what it is.
	const recordSaved = await writeRecord(record, deps);
	if (!recordSaved.ok) return recordSaved;
	if (record.custody !== 'stored' || text === undefined) return saved(record, deps);
	const {folder, random, calls} = deps;
	const keySaved = await createFile(join(folder, record.file), text, {random, calls});
	if (keySaved.ok) return saved(record, deps);
	// Where the key file is there, another save of the same key made it, and the record tells of that one. A record
	// left behind for lack of luck shows as unfinished and is taken away by the next save of the same key.
	if (keySaved.error.kind !== 'exists') {
		await unlink(join(folder, `${fileBaseOf(record)}.json`)).catch(() => undefined);
	}
	return keySaved;
};

/** Saves a key, encrypted unless `passphrase` is undefined; the same key saved twice is kept as it was. */
export const saveKey = async (
	pair: KeyPair,
	{name, passphrase}: {readonly name: string; readonly passphrase: Secret | undefined},
	deps: SaveKeyDeps,
): Promise<Result<SavedKey, KeyStoreError>> => {
	const problem = passphrase && passphraseProblem(passphrase);
	if (problem) return fail({kind: 'bad-passphrase', message: problem});
	const pem = async () =>
		passphrase
			? encryptPkcs8(pair.privateKey, passphrase, deps.random)
			: pair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
	return keepKey(makeStoredRecord(pair, {name, now: deps.clock.now()}), pem, deps);
};

/** Saves the record of a key that is kept elsewhere, and nothing else of it; one that is known already stays as it was, but for the reference of one in a KMS. */
export const linkKey = async (
	key: PublicKey,
	{name, link}: {readonly name: string; readonly link: KeyLink},
	deps: SaveKeyDeps,
): Promise<Result<SavedKey, KeyStoreError>> => {
	// Anything else than a file that can be read again, such as a pipe, is no place for a key.
	const file = link.custody === 'external' ? await readLinkedFile(link.path) : undefined;
	if (file?.ok === false) return file;
	file?.value.bytes.fill(0);
	const kept = await keepKey(makeLinkedRecord(key, link, {name, now: deps.clock.now()}), undefined, deps);
	if (!kept.ok || !kept.value.wasThere || link.custody !== 'kms') return kept;
	// Found in the KMS just now: by this reference and profile it can be signed with, by the ones of then perhaps no more.
	const {record, recordFile} = kept.value.row;
	if (record.custody !== 'kms' || isDeepStrictEqual(record.kms, link.kms)) return kept;
	const moved = {...record, kms: link.kms};
	const written = await replaceFile(recordFile, keyRecordText(moved), deps);
	return written.ok
		? ok({row: {...kept.value.row, record: moved, place: link.kms.reference}, wasThere: true})
		: written;
};
