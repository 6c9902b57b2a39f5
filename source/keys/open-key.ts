import type {KeyObject} from 'node:crypto';
import {fail, ok, type Result} from '../result.ts';
import {readPrivateFile} from '../system/read-private-file.ts';
import type {Secret} from '../text/secret.ts';
import type {PrivateKeyError} from './decrypt-pkcs8.ts';
import type {KmsKey} from './key-record.ts';
import {type KeyRow, type ReadyRow, readLinkedFile} from './key-row.ts';
import {type KeyStoreError, noSuchKey} from './key-store-error.ts';
import {localSigningKey} from './local-signing-key.ts';
import {type PublicJwk, publicJwkOf} from './public-jwk.ts';
import {largestKeyFile, readPrivateKey} from './read-private-key.ts';
import type {SigningKey} from './signing-key.ts';
import {thumbprint} from './thumbprint.ts';

/** Gives the signing key of a key in a KMS, whose public half is known; its tools are asked only when it signs. */
export type OpenKms = (kms: KmsKey, publicJwk: PublicJwk) => Promise<Result<SigningKey, KeyStoreError>>;

/** Knows no KMS. */
export const noKms: OpenKms = async ({reference}) =>
	fail({kind: 'unknown-kms', message: `This kind of key is not known here: ${reference}.`});

/** Reads the file of a key, whose bytes the caller wipes. */
export const readKeyFileOf = async (row: KeyRow | undefined): Promise<Result<Buffer, KeyStoreError>> => {
	if (!row) return noSuchKey();
	if (row.status !== 'ready') return fail({kind: row.status, message: row.message});
	const {custody} = row.record;
	if (custody === 'kms') {
		return fail({kind: 'in-kms', message: `The private key is in ${row.place}, which never gives it out.`});
	}
	const read = custody === 'stored' ? readPrivateFile(row.place, largestKeyFile) : readLinkedFile(row.place);
	const file = await read;
	return file.ok ? ok(file.value.bytes) : file;
};

const openForeign = async (
	bytes: Uint8Array,
	passphrase: Secret | undefined,
): Promise<Result<KeyObject, PrivateKeyError>> => {
	// Loaded only for a file that is not of this program's making.
	const {readForeignKey} = await import('./import/read-foreign-key.ts');
	const key = await readForeignKey(bytes, passphrase);
	if (key.ok) return ok(key.value.privateKey);
	const {kind, message} = key.error;
	const isPassphrase = kind === 'needs-passphrase' || kind === 'wrong-passphrase';
	return fail({kind: isPassphrase ? kind : 'unreadable', message});
};

/** Opens the private key that a key's file holds; it is checked to be the one of its record. */
export const openKeyBytes = async (
	bytes: Uint8Array,
	{record, place}: ReadyRow,
	passphrase: Secret | undefined,
): Promise<Result<KeyObject, KeyStoreError>> => {
	const open = record.custody === 'stored' ? readPrivateKey : openForeign;
	const key = await open(bytes, passphrase);
	if (!key.ok || thumbprint(publicJwkOf(key.value)) === record.thumbprint) return key;
	return fail({kind: 'other-key', message: `${place} holds another key than its record says.`});
};

/** Opens a key to sign with, wherever it is. */
export const openKey = async (
	row: KeyRow | undefined,
	passphrase: Secret | undefined,
	openKms: OpenKms,
): Promise<Result<SigningKey, KeyStoreError>> => {
	if (row?.status === 'ready' && row.record.custody === 'kms') {
		return openKms(row.record.kms, row.record.publicJwk);
	}
	const bytes = await readKeyFileOf(row);
	if (!bytes.ok) return bytes;
	if (row?.status !== 'ready') return noSuchKey();
	const key = await openKeyBytes(bytes.value, row, passphrase);
	bytes.value.fill(0);
	return key.ok ? ok(localSigningKey(key.value)) : key;
};
