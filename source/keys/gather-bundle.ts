import {ok, type Result} from '../result.ts';
import type {FileError} from '../system/file-error.ts';
import {reveal} from '../text/secret.ts';
import type {Bundle, BundledKey} from './bundle.ts';
import type {KeyRow} from './key-row.ts';
import type {KeyStore} from './key-store.ts';

/** What goes into a bundle, and what had to be left out, with why. */
export type GatheredKeys = {
	readonly bundle: Bundle;
	readonly left: readonly {readonly place: string; readonly message: string}[];
};

const gatherOne = async (
	row: KeyRow,
	keyStore: Pick<KeyStore, 'pem'>,
): Promise<BundledKey | {readonly message: string}> => {
	if (row.status !== 'ready') return {message: row.message};
	const {thumbprint, algorithm, publicJwk, created, name, note} = row.record;
	const facts = {thumbprint, algorithm, publicJwk, created, name, ...(note !== undefined && {note})};
	if (row.record.custody === 'kms') return {...facts, custody: 'kms', kms: row.record.kms};
	const pem = await keyStore.pem(thumbprint);
	return pem.ok ? {...facts, custody: 'stored', pem: reveal(pem.value)} : {message: pem.error.message};
};

/** Gathers all keys as they are: encrypted ones stay encrypted; linked files come along as keys of the key store. */
export const gatherBundle = async (
	keyStore: Pick<KeyStore, 'list' | 'pem'>,
): Promise<Result<GatheredKeys, FileError>> => {
	const rows = await keyStore.list();
	if (!rows.ok) return rows;
	const keys: BundledKey[] = [];
	const left: {place: string; message: string}[] = [];
	for (const row of rows.value) {
		const gathered = await gatherOne(row, keyStore);
		if ('custody' in gathered) keys.push(gathered);
		else left.push({place: row.place, message: gathered.message});
	}
	return ok({bundle: {version: 1, keys}, left});
};
