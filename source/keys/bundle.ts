import * as v from 'valibot';
import {KmsKey, recordFacts} from './key-record.ts';

// Another computer has another keyring.
const {remembered: _remembered, ...facts} = recordFacts;

const BundledKey = v.variant('custody', [
	v.object({...facts, custody: v.literal('stored'), pem: v.string()}),
	v.object({...facts, custody: v.literal('kms'), kms: KmsKey}),
]);

/** A key on its way to another computer: what its record says, and its file as it is, or its reference in a KMS. */
export type BundledKey = Readonly<v.InferOutput<typeof BundledKey>>;

/** What stands in a bundle, once it is opened. */
export const Bundle = v.object({version: v.literal(1), keys: v.array(BundledKey)});

/** All keys of a computer, for another one. */
export type Bundle = Readonly<v.InferOutput<typeof Bundle>>;

/** How a bundle is encrypted: a compact JWE (RFC 7516) whose key comes from a passphrase (RFC 7518, 4.8). */
export const bundleHeader = {
	alg: 'PBES2-HS512+A256KW',
	enc: 'A256GCM',
	typ: 'pat-tui-keys',
} as const;

/** The most bytes that a bundle may have: 16 MiB. */
export const largestBundle = 16_777_216;
