import {fail} from '../result.ts';
import type {FileError} from '../system/file-error.ts';
import type {PrivateKeyError} from './decrypt-pkcs8.ts';

/** Says why the key store could not do something. */
export type KeyStoreError =
	| FileError
	| PrivateKeyError
	| {
			readonly kind:
				| 'bad-passphrase'
				| 'busy'
				| 'not-found'
				| 'unfinished'
				| 'missing'
				| 'changed'
				| 'not-confirmed'
				| 'damaged'
				| 'other-key'
				| 'other-form'
				| 'in-kms'
				| 'no-keyring'
				| 'unknown-kms';
			readonly message: string;
	  };

/** The error for a thumbprint that the key store has no key of. */
export const noSuchKey = () =>
	fail<KeyStoreError>({kind: 'not-found', message: 'The key store has no such key.'});
