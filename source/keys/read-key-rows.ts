import {readdir} from 'node:fs/promises';
import {fail, ok, type Result} from '../result.ts';
import {type FileError, fileError, hasCode} from '../system/file-error.ts';
import {isKeyFileBase} from './key-record.ts';
import {type KeyRow, readKeyRow} from './key-row.ts';

const atOnce = 32;

const readNames = async (folder: string) => {
	try {
		return await readdir(folder);
	} catch (error) {
		if (hasCode(error, ['ENOENT'])) return [];
		throw error;
	}
};

/** Reads the rows of a key store's folder by file name: all, or with a thumbprint those whose file names are that key's. */
export const readKeyRows = async (
	folder: string,
	print?: string,
): Promise<Result<readonly KeyRow[], FileError>> => {
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
			found.push(...(await Promise.all(batch.map(async name => readKeyRow(folder, name)))));
		}
		return ok(found);
	} catch (error) {
		return fail(fileError(error, folder));
	}
};

/** Finds the row of a thumbprint (RFC 7638, base64url). */
export const findKeyRow = async (
	folder: string,
	print: string,
): Promise<Result<KeyRow | undefined, FileError>> => {
	const found = await readKeyRows(folder, print);
	if (!found.ok) return found;
	const same = found.value.filter(row => row.status === 'damaged' || row.record.thumbprint === print);
	return ok(same.find(row => row.status === 'ready') ?? same[0]);
};
