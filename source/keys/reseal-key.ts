import type {KeyObject} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {dirname} from 'node:path';
import {fail, ok, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {FileCalls} from '../system/file-calls.ts';
import type {Random} from '../system/random.ts';
import {replaceFile} from '../system/replace-file.ts';
import {sweepTemporaryFiles} from '../system/temporary-file.ts';
import type {Secret} from '../text/secret.ts';
import {holdKey} from './hold-key.ts';
import {holdsMore} from './holds-more.ts';
import type {KeyRow, ReadyRow} from './key-row.ts';
import {type KeyStoreError, noSuchKey} from './key-store-error.ts';
import {openKeyBytes, readKeyFileOf} from './open-key.ts';
import {passphraseProblem} from './passphrase-problem.ts';
import {encryptPkcs8} from './pbes2.ts';
import {publicJwkOf} from './public-jwk.ts';
import {readPrivateKey} from './read-private-key.ts';
import {thumbprint} from './thumbprint.ts';

/** The passphrase that opens a key now, and the one that opens it from then on; without the second it is kept plain. */
export type Resealing = {readonly current: Secret | undefined; readonly next: Secret | undefined};

const seal = async (key: KeyObject, next: Secret | undefined, random: Pick<Random, 'bytes'>) => {
	const pem = next
		? await encryptPkcs8(key, next, random)
		: key.export({format: 'pem', type: 'pkcs8'}).toString();
	const again = await readPrivateKey(Buffer.from(pem), next);
	// What is put in the place of the only copy of a key was opened once.
	if (!again.ok || thumbprint(publicJwkOf(again.value)) !== thumbprint(publicJwkOf(key))) {
		throw new Error('A key that was just encrypted does not open');
	}
	return pem;
};

type ResealDeps = {
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'bytes'>;
	readonly calls: FileCalls;
};

const holds = async (row: KeyRow, pem: string): Promise<boolean> => {
	const now = await readKeyFileOf(row);
	return now.ok && now.value.equals(Buffer.from(pem));
};

const notConfirmed = (place: string): KeyStoreError => ({
	kind: 'not-confirmed',
	message: `${place} is as you wanted it, but the disk did not confirm that it stays so.`,
});

/** Puts the new file in the place of the old one, unless that is not what was read. */
const putInPlace = async (
	row: ReadyRow,
	{bytes, pem}: {readonly bytes: Buffer; readonly pem: string},
	{clock, random, calls}: ResealDeps,
): Promise<Result<undefined, KeyStoreError>> => {
	const {record, place} = row;
	const now = await readKeyFileOf(row);
	const isSame = now.ok && Buffer.compare(now.value, bytes) === 0;
	if (now.ok) now.value.fill(0);
	if (!isSame)
		return fail({kind: 'changed', message: `${place} was changed meanwhile, and is left as it is.`});
	const file = record.custody === 'external' ? await realpath(place) : place;
	// A program that was killed in the middle left the key in another file, maybe without a passphrase.
	await sweepTemporaryFiles(dirname(file), clock.now());
	const replaced = await replaceFile(file, pem, {random, calls});
	if (replaced.ok) return ok(undefined);
	return (await holds(row, pem)) ? fail(notConfirmed(place)) : replaced;
};

/**
 * Writes a key's file anew, as PKCS#8 in PEM with PBES2 or plain, mode 0600, in one step: whoever reads it finds the old
 * file or the new one. `not-confirmed` means the new one, which may be lost when the power fails. A linked file that holds
 * more than the key, or was changed meanwhile, is left as it is.
 */
export const resealKey = async (
	row: KeyRow | undefined,
	{current, next}: Resealing,
	{clock, random, calls}: ResealDeps,
): Promise<Result<undefined, KeyStoreError>> => {
	const problem = next && passphraseProblem(next);
	if (problem) return fail({kind: 'bad-passphrase', message: problem});
	const bytes = await readKeyFileOf(row);
	if (!bytes.ok) return bytes;
	if (row?.status !== 'ready') return noSuchKey();
	const {record, place} = row;
	const key = await openKeyBytes(bytes.value, row, current);
	if (!key.ok) return key;
	if (record.custody === 'external' && holdsMore(bytes.value)) {
		const message = `${place} is not PEM with this key alone, and is left as it is.`;
		return fail({kind: 'other-form', message});
	}
	const pem = await seal(key.value, next, random);
	const done = await holdKey(row.recordFile, {random}, async () =>
		putInPlace(row, {bytes: bytes.value, pem}, {clock, random, calls}),
	);
	bytes.value.fill(0);
	return done;
};
