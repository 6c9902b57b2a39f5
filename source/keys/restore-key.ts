import {fail, type Result} from '../result.ts';
import type {BundledKey} from './bundle.ts';
import {keyFileBase} from './key-record.ts';
import type {KeyStoreError} from './key-store-error.ts';
import {publicJwkOf} from './public-jwk.ts';
import {isPkcs8Pem, readPrivateKey} from './read-private-key.ts';
import {keepKey, type SavedKey, type SaveKeyDeps} from './save-key.ts';
import {thumbprint} from './thumbprint.ts';

/** Tells whether a PEM may be what it is said to be: an encrypted one is believed until it is opened. */
const fits = async (pem: string, print: string): Promise<boolean> => {
	if (!isPkcs8Pem(pem)) return false;
	const key = await readPrivateKey(Buffer.from(pem));
	return key.ok ? thumbprint(publicJwkOf(key.value)) === print : key.error.kind === 'needs-passphrase';
};

/** Puts a key of a bundle into the key store as it was; one that is here already stays as it is. */
export const restoreKey = async (
	key: BundledKey,
	deps: SaveKeyDeps,
): Promise<Result<SavedKey, KeyStoreError>> => {
	const isWhole = thumbprint(key.publicJwk) === key.thumbprint;
	if (!isWhole || (key.custody === 'stored' && !(await fits(key.pem, key.thumbprint)))) {
		return fail({kind: 'damaged', message: 'What the bundle holds of this key does not belong together.'});
	}
	if (key.custody === 'kms') return keepKey(key, undefined, deps);
	const {pem, ...record} = key;
	return keepKey({...record, file: `${keyFileBase(key.name, key.thumbprint)}.pem`}, async () => pem, deps);
};
