import {canonicalJwk} from '../keys/canonical-jwk.ts';
import type {RotateIntent} from '../operations/intent.ts';
import type {KeysState} from './keys-slice.ts';

/** Whether the private key that goes with a token's new key is with the person, and nothing is known of it here. */
export const selectIsNewKeyElsewhere =
	({keyFile, newKey}: Pick<RotateIntent, 'keyFile' | 'newKey'>) =>
	({keys}: Pick<KeysState, 'keys'>): boolean =>
		keyFile === undefined && !keys?.has(canonicalJwk(newKey) ?? '');
