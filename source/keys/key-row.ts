import {lstat, realpath} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fail, type Result} from '../result.ts';
import {type FileError, fileError, hasCode} from '../system/file-error.ts';
import {readPrivateFile} from '../system/read-private-file.ts';
import type {RegularFile} from '../system/read-regular-file.ts';
import {type KeyProtection, keyProtection} from './key-protection.ts';
import {type KeyRecord, parseKeyRecord, type StoredRecord} from './key-record.ts';
import {largestKeyFile} from './read-private-key.ts';

/** The file of a private key, as it is now. */
export type KeyFile = {
	/** Others may read or write it (mode wider than 0600). */
	readonly isExposed: boolean;
	/** The permission bits; absent where the system has none. */
	readonly mode?: number;
	readonly protection: KeyProtection;
};

/** A key that can be signed with. */
export type ReadyRow = {
	readonly status: 'ready';
	readonly record: KeyRecord;
	/** The path of its record. */
	readonly recordFile: string;
	/** Where its private half is: the path of a file, or the reference of a key in a KMS. */
	readonly place: string;
	/** Its file, unless it is in a KMS. */
	readonly file?: KeyFile;
};

/**
 * A row of the key store: a key; a key whose private half is not there, because a save or removal was cut short
 * (`unfinished`) or because the linked file can't be read (`missing`); or files that can't be understood.
 */
export type KeyRow =
	| ReadyRow
	| {
			readonly status: 'unfinished' | 'missing';
			readonly record: KeyRecord;
			readonly recordFile: string;
			readonly place: string;
			readonly message: string;
	  }
	| {readonly status: 'damaged'; readonly place: string; readonly message: string};

const exposed = 0o077;

/** Tells whether a key asks for a passphrase. */
export const isEncrypted = ({file}: Pick<ReadyRow, 'file'>): boolean =>
	file?.protection === 'encrypted' || file?.protection === 'weak';

const keyFileOf = ({bytes, stats}: RegularFile): KeyFile => {
	// Windows has no such modes: what node makes up for them says nothing.
	const mode = process.platform === 'win32' ? undefined : stats.mode & 0o777;
	const protection = keyProtection(bytes);
	bytes.fill(0);
	return {
		isExposed: mode !== undefined && (mode & exposed) !== 0,
		...(mode !== undefined && {mode}),
		protection,
	};
};

/** Reads a linked file; behind a symbolic link too, for it is the person's own to arrange. */
export const readLinkedFile = async (path: string): Promise<Result<RegularFile, FileError>> => {
	try {
		return await readPrivateFile(await realpath(path), largestKeyFile);
	} catch (error) {
		return fail(
			hasCode(error, ['ENOENT', 'ENOTDIR'])
				? {kind: 'no-folder', message: `${path} is not there any more.`}
				: fileError(error, path),
		);
	}
};

const rowOfStored = async (record: StoredRecord, recordFile: string): Promise<KeyRow> => {
	const place = join(dirname(recordFile), record.file);
	try {
		if (!(await lstat(place)).isFile()) return {status: 'damaged', place, message: `${place} is not a file.`};
	} catch (error) {
		if (!hasCode(error, ['ENOENT'])) {
			return {status: 'damaged', place, message: fileError(error, place).message};
		}
		const message = `The private key ${place} is not there: saving or removing it was cut short.`;
		return {status: 'unfinished', record, recordFile, place, message};
	}
	const file = await readPrivateFile(place, largestKeyFile);
	if (!file.ok) return {status: 'damaged', place, message: file.error.message};
	return {status: 'ready', record, recordFile, place, file: keyFileOf(file.value)};
};

const rowOf = async (record: KeyRecord, recordFile: string): Promise<KeyRow> => {
	switch (record.custody) {
		case 'stored':
			return rowOfStored(record, recordFile);
		case 'kms':
			return {status: 'ready', record, recordFile, place: record.kms.reference};
		case 'external': {
			const {path: place} = record;
			const file = await readLinkedFile(place);
			return file.ok
				? {status: 'ready', record, recordFile, place, file: keyFileOf(file.value)}
				: {status: 'missing', record, recordFile, place, message: file.error.message};
		}
	}
};

/** Reads the row of one key of the key store. */
export const readKeyRow = async (folder: string, fileBase: string): Promise<KeyRow> => {
	const recordFile = join(folder, `${fileBase}.json`);
	const file = await readPrivateFile(recordFile, largestKeyFile);
	if (!file.ok) return {status: 'damaged', place: recordFile, message: file.error.message};
	const record = parseKeyRecord(file.value.bytes.toString('utf8'), fileBase);
	return record
		? rowOf(record, recordFile)
		: {status: 'damaged', place: recordFile, message: `The record ${recordFile} is damaged.`};
};
