import * as v from 'valibot';
import {Algorithm} from './algorithms.ts';
import type {KeyPair} from './key-pair.ts';
import {PublicJwk} from './public-jwk.ts';
import {slugOf} from './slug.ts';
import {thumbprint} from './thumbprint.ts';

const KeyRecord = v.object({
	thumbprint: v.string(),
	algorithm: Algorithm,
	publicJwk: PublicJwk,
	custody: v.literal('stored'),
	encrypted: v.boolean(),
	created: v.pipe(v.string(), v.isoTimestamp()),
	name: v.string(),
	file: v.string(),
});

/** What the key store keeps beside a private key: public facts only. `created` is ISO 8601, `file` the key's file name. */
export type KeyRecord = Readonly<v.InferOutput<typeof KeyRecord>>;

const base = /^[\da-z-]{1,44}-[\da-f]{12}$/u;

const markOf = (print: string) => Buffer.from(print, 'base64url').toString('hex').slice(0, 12);

/** Tells whether a file name, without its ending, is one that the key store gives; for a thumbprint, the one of that key. */
export const isKeyFileBase = (name: string, print?: string): boolean =>
	base.test(name) && (print === undefined || name.endsWith(`-${markOf(print)}`));

/** Gives the name, without its ending, of the two files of a key. */
export const keyFileBase = (name: string, print: string): string => `${slugOf(name)}-${markOf(print)}`;

/** Makes the record of a new key. */
export const makeKeyRecord = (
	{thumbprint: print, algorithm, publicJwk}: KeyPair,
	{name, encrypted, now}: {readonly name: string; readonly encrypted: boolean; readonly now: number},
): KeyRecord => ({
	thumbprint: print,
	algorithm,
	publicJwk,
	custody: 'stored',
	encrypted,
	created: new Date(now).toISOString(),
	name,
	file: `${keyFileBase(name, print)}.pem`,
});

/** Reads a record that stood in `<fileBase>.json`; undefined when it is damaged or belongs to other files. */
export const parseKeyRecord = (text: string, fileBase: string): KeyRecord | undefined => {
	try {
		const parsed = v.safeParse(KeyRecord, JSON.parse(text));
		if (!parsed.success) return undefined;
		const record = parsed.output;
		const fits = record.thumbprint === thumbprint(record.publicJwk) && record.file === `${fileBase}.pem`;
		return fits && isKeyFileBase(fileBase, record.thumbprint) ? record : undefined;
	} catch {
		// Damaged JSON is an answer here: the list shows it as a row.
		return undefined;
	}
};
