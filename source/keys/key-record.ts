import {isAbsolute} from 'node:path';
import * as v from 'valibot';
import {Algorithm} from './algorithms.ts';
import {PublicJwk} from './public-jwk.ts';
import type {PublicKey} from './public-key.ts';
import {slugOf} from './slug.ts';
import {thumbprint} from './thumbprint.ts';

/** What the record of every key holds, however it is kept. */
export const recordFacts = {
	thumbprint: v.string(),
	algorithm: Algorithm,
	publicJwk: PublicJwk,
	created: v.pipe(v.string(), v.isoTimestamp()),
	name: v.string(),
	note: v.exactOptional(v.string()),
	remembered: v.exactOptional(v.literal(true)),
};

/** Where a key of a cloud KMS is. */
export const KmsKey = v.object({reference: v.string(), profile: v.exactOptional(v.string())});

/** A key in a cloud KMS: its reference, such as `aws:KEYID@REGION`, and the profile of the cloud's own tool that may use it. */
export type KmsKey = Readonly<v.InferOutput<typeof KmsKey>>;

const StoredRecord = v.object({...recordFacts, custody: v.literal('stored'), file: v.string()});

const KeyRecord = v.variant('custody', [
	StoredRecord,
	v.object({...recordFacts, custody: v.literal('external'), path: v.pipe(v.string(), v.check(isAbsolute))}),
	v.object({...recordFacts, custody: v.literal('kms'), kms: KmsKey}),
]);

/**
 * What the key store keeps of a key: public facts only, and where its private half is. `created` is ISO 8601, `file` the name
 * of the key's file in the key store, `path` the absolute one of a file of the person's own, `note` what they wrote about it, and `remembered` says that the system's keyring has its passphrase.
 */
export type KeyRecord = Readonly<v.InferOutput<typeof KeyRecord>>;

/** The record of a key whose private half the key store keeps. */
export type StoredRecord = Readonly<v.InferOutput<typeof StoredRecord>>;

/** Where a private key is that the key store only knows of: in a file of the person's own, or in a cloud KMS. */
export type KeyLink =
	| {readonly custody: 'external'; readonly path: string}
	| {readonly custody: 'kms'; readonly kms: KmsKey};

const base = /^[\da-z-]{1,44}-[\da-f]{12}$/u;

const markOf = (print: string) => Buffer.from(print, 'base64url').toString('hex').slice(0, 12);

/** Tells whether a file name, without its ending, is one that the key store gives; for a thumbprint, the one of that key. */
export const isKeyFileBase = (name: string, print?: string): boolean =>
	base.test(name) && (print === undefined || name.endsWith(`-${markOf(print)}`));

/** Gives the name, without its ending, of the files of a key. */
export const keyFileBase = (name: string, print: string): string => `${slugOf(name)}-${markOf(print)}`;

// A record that is longer than what is read of one could never be found again.
const longestName = 4096;

type Naming = {readonly name: string; readonly now: number};

const factsOf = ({thumbprint: print, algorithm, publicJwk}: PublicKey, {name, now}: Naming) => ({
	thumbprint: print,
	algorithm,
	publicJwk,
	created: new Date(now).toISOString(),
	name: name.slice(0, longestName),
});

/** Makes the record of a new key that is kept in the key store. */
export const makeStoredRecord = (key: PublicKey, naming: Naming): StoredRecord => ({
	...factsOf(key, naming),
	custody: 'stored',
	file: `${keyFileBase(naming.name, key.thumbprint)}.pem`,
});

/** Makes the record of a key that is kept elsewhere. */
export const makeLinkedRecord = (key: PublicKey, link: KeyLink, naming: Naming): KeyRecord => ({
	...factsOf(key, naming),
	...link,
});

/** Writes a record as it stands in its file. */
export const keyRecordText = (record: KeyRecord): string => `${JSON.stringify(record, undefined, '\t')}\n`;

/** Reads a record that stood in `<fileBase>.json`; undefined when it is damaged or belongs to other files. */
export const parseKeyRecord = (text: string, fileBase: string): KeyRecord | undefined => {
	try {
		const parsed = v.safeParse(KeyRecord, JSON.parse(text));
		if (!parsed.success) return undefined;
		const record = parsed.output;
		const isWhole = record.thumbprint === thumbprint(record.publicJwk);
		const fits = record.custody !== 'stored' || record.file === `${fileBase}.pem`;
		return isWhole && fits && isKeyFileBase(fileBase, record.thumbprint) ? record : undefined;
	} catch {
		// Damaged JSON is an answer here: the list shows it as a row.
		return undefined;
	}
};
