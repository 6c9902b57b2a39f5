import type {KeyObject} from 'node:crypto';
import {chmod, lstat, readdir, unlink} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import {createFile} from '../system/create-file.ts';
import {type FileCalls, nodeFileCalls} from '../system/file-calls.ts';
import {type FileError, fileError} from '../system/file-error.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Random} from '../system/random.ts';
import {readPrivateFile} from '../system/read-private-file.ts';
import {sweepTemporaryFiles} from '../system/temporary-file.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {PrivateKeyError} from './decrypt-pkcs8.ts';
import type {KeyPair} from './key-pair.ts';
import {isKeyFileBase, type KeyRecord, makeKeyRecord, parseKeyRecord} from './key-record.ts';
import {passphraseProblem} from './passphrase-problem.ts';
import {encryptPkcs8} from './pbes2.ts';
import {publicJwkOf} from './public-jwk.ts';
import {largestKeyFile, readPrivateKey} from './read-private-key.ts';
import {thumbprint as thumbprintOf} from './thumbprint.ts';

/** A row of the key store: a key, a key whose private half is not there (a save or removal was cut short), or files that can't be understood. */
export type KeyRow =
	| {
			readonly status: 'ready';
			readonly record: KeyRecord;
			readonly path: string;
			/** The private key file may be read or written by others (mode wider than 0600). */
			readonly isExposed: boolean;
			/** The permission bits of the file; absent where the system has none. */
			readonly mode?: number;
	  }
	| {
			readonly status: 'unfinished';
			readonly record: KeyRecord;
			readonly path: string;
			readonly message: string;
	  }
	| {readonly status: 'damaged'; readonly path: string; readonly message: string};

/** Says why the key store could not do something. */
export type KeyStoreError =
	| FileError
	| PrivateKeyError
	| {
			readonly kind: 'bad-passphrase' | 'not-found' | 'unfinished' | 'damaged' | 'other-key';
			readonly message: string;
	  };

/** What was saved: the record, the private key's path, and whether the same key had been saved before (with the passphrase of then). */
export type SavedKey = {readonly record: KeyRecord; readonly path: string; readonly wasThere: boolean};

/** Keeps private keys as files, one PEM and one record each. */
export type KeyStore = ReturnType<typeof makeKeyStore>;

type Deps = {
	readonly folder: string;
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'bytes'>;
	readonly calls?: FileCalls;
};

const exposed = 0o077;
const atOnce = 32;
const notFound = () => fail({kind: 'not-found', message: 'The key store has no such key.'} as const);

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readNames = async (folder: string) => {
	try {
		return await readdir(folder);
	} catch (error) {
		if (isMissing(error)) return [];
		throw error;
	}
};

const readRow = async (folder: string, fileBase: string): Promise<KeyRow> => {
	const path = join(folder, `${fileBase}.pem`);
	const recordFile = join(folder, `${fileBase}.json`);
	const file = await readPrivateFile(recordFile, largestKeyFile);
	if (!file.ok) return {status: 'damaged', path: recordFile, message: file.error.message};
	const record = parseKeyRecord(file.value.bytes.toString('utf8'), fileBase);
	if (!record) return {status: 'damaged', path: recordFile, message: `The record ${recordFile} is damaged.`};
	try {
		const stats = await lstat(path);
		if (!stats.isFile()) return {status: 'damaged', path, message: `${path} is not a file.`};
		// Windows has no such modes: what node makes up for them says nothing.
		const mode = process.platform === 'win32' ? undefined : stats.mode & 0o777;
		const isExposed = mode !== undefined && (mode & exposed) !== 0;
		return {status: 'ready', record, path, isExposed, ...(mode !== undefined && {mode})};
	} catch (error) {
		if (!isMissing(error)) return {status: 'damaged', path, message: fileError(error, path).message};
		const message = `The private key ${path} is not there: saving or removing it was cut short.`;
		return {status: 'unfinished', record, path, message};
	}
};

/** Makes the key store of a folder. Files are mode 0600 in a folder of mode 0700 and never overwritten. */
export const makeKeyStore = ({folder, clock, random, calls = nodeFileCalls}: Deps) => {
	const rows = async (print?: string): Promise<Result<readonly KeyRow[], FileError>> => {
		try {
			const names = await readNames(folder);
			const bases = new Set(
				names.filter(name => /\.(?:json|pem)$/u.test(name)).map(name => name.replace(/\.(?:json|pem)$/u, '')),
			);
			const own = [...bases].filter(name => isKeyFileBase(name, print)).sort();
			const found: KeyRow[] = [];
			// Some at a time, or thousands of keys would use up the files that a process may open.
			for (let at = 0; at < own.length; at += atOnce) {
				const batch = own.slice(at, at + atOnce);
				found.push(...(await Promise.all(batch.map(async name => readRow(folder, name)))));
			}
			return ok(found);
		} catch (error) {
			return fail(fileError(error, folder));
		}
	};

	const find = async (print: string): Promise<Result<KeyRow | undefined, FileError>> => {
		const found = await rows(print);
		if (!found.ok) return found;
		const same = found.value.filter(row => row.status === 'damaged' || row.record.thumbprint === print);
		return ok(same.find(row => row.status === 'ready') ?? same[0]);
	};

	const readPem = async (
		print: string,
	): Promise<Result<{readonly path: string; readonly bytes: Buffer}, KeyStoreError>> => {
		const row = await find(print);
		if (!row.ok) return row;
		if (!row.value) return notFound();
		const {path} = row.value;
		if (row.value.status !== 'ready') return fail({kind: row.value.status, message: row.value.message});
		const file = await readPrivateFile(path, largestKeyFile);
		return file.ok ? ok({path, bytes: file.value.bytes}) : file;
	};

	const removeFiles = async (row: KeyRow & {status: 'ready' | 'unfinished'}) => {
		const recordFile = join(folder, `${basename(row.path, '.pem')}.json`);
		try {
			if (row.status === 'ready') await unlink(row.path);
			await unlink(recordFile);
			await calls.syncFolder(folder);
			return ok(undefined);
		} catch (error) {
			return fail(fileError(error, row.path));
		}
	};

	const write = async (record: KeyRecord, pem: string): Promise<Result<SavedKey, KeyStoreError>> => {
		const path = join(folder, record.file);
		const recordFile = join(folder, `${basename(record.file, '.pem')}.json`);
		// The record first: a private key then never stands without the words that say what it is.
		const recordSaved = await createFile(recordFile, `${JSON.stringify(record, undefined, '\t')}\n`, {
			random,
			calls,
		});
		if (!recordSaved.ok) return recordSaved;
		const keySaved = await createFile(path, pem, {random, calls});
		if (keySaved.ok) return ok({record, path, wasThere: false});
		// Where the key file is there, another save of the same key made it, and the record tells of that one. A record
		// left behind for lack of luck shows as unfinished and is taken away by the next save of the same key.
		if (keySaved.error.kind !== 'exists') await unlink(recordFile).catch(() => undefined);
		return keySaved;
	};

	return {
		/** Lists every key, by file name; a damaged or unfinished one is a row that says so. */
		list: async () => rows(),

		/** Finds the row of a thumbprint (RFC 7638, base64url). */
		find,

		/** Saves a key, encrypted unless `passphrase` is undefined; the same key saved twice is kept as it was. */
		save: async (
			pair: KeyPair,
			{name, passphrase}: {readonly name: string; readonly passphrase: Secret | undefined},
		): Promise<Result<SavedKey, KeyStoreError>> => {
			const problem = passphrase && passphraseProblem(passphrase);
			if (problem) return fail({kind: 'bad-passphrase', message: problem});
			const ready = await ensureFolder(folder);
			if (!ready.ok) return ready;
			await sweepTemporaryFiles(folder, clock.now());
			const before = await find(pair.thumbprint);
			if (!before.ok) return before;
			if (before.value?.status === 'damaged') return fail({kind: 'damaged', message: before.value.message});
			if (before.value?.status === 'ready') {
				return ok({record: before.value.record, path: before.value.path, wasThere: true});
			}
			if (before.value) {
				const cleared = await removeFiles(before.value);
				if (!cleared.ok) return cleared;
			}
			const pem = passphrase
				? await encryptPkcs8(pair.privateKey, passphrase, random)
				: pair.privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
			const facts = {name, encrypted: passphrase !== undefined, now: clock.now()};
			return write(makeKeyRecord(pair, facts), pem);
		},

		/** Opens a private key; it is checked to be the one of that thumbprint. */
		open: async (print: string, passphrase?: Secret): Promise<Result<KeyObject, KeyStoreError>> => {
			const file = await readPem(print);
			if (!file.ok) return file;
			const key = await readPrivateKey(file.value.bytes, passphrase);
			if (!key.ok || thumbprintOf(publicJwkOf(key.value)) === print) return key;
			return fail({kind: 'other-key', message: `${file.value.path} holds another key than its record says.`});
		},

		/** Gives a private key's PEM as it is stored, encrypted or plain: what an export hands on. */
		pem: async (print: string): Promise<Result<Secret, KeyStoreError>> => {
			const file = await readPem(print);
			return file.ok ? ok(makeSecret(file.value.bytes.toString('utf8'))) : file;
		},

		/** Narrows the mode of an exposed private key to 0600. */
		narrow: async (print: string): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			if (row.value?.status !== 'ready') return notFound();
			try {
				await chmod(row.value.path, 0o600);
				return ok(undefined);
			} catch (error) {
				return fail(fileError(error, row.value.path));
			}
		},

		/** Removes a key for good: its private key, then its record. Damaged files are left for the user to look at. */
		remove: async (print: string): Promise<Result<undefined, KeyStoreError>> => {
			const row = await find(print);
			if (!row.ok) return row;
			if (!row.value) return notFound();
			if (row.value.status === 'damaged') return fail({kind: 'damaged', message: row.value.message});
			return removeFiles(row.value);
		},
	};
};
