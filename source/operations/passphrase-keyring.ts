import {mayUseKeyring} from '../auth/may-use-keyring.ts';
import type {Paths} from '../config/paths.ts';
import {readSessionStoreChoice} from '../config/settings.ts';
import type {Keyring} from '../system/keyring.ts';
import type {Effects} from './workbench.ts';

/** Gives the keyring that passphrases may be kept in when a person asks for it: none where the settings want files, or the home is one of its own. */
export const passphraseKeyring = (
	{config}: Pick<Paths, 'config'>,
	{keyring, variables}: Pick<Effects, 'keyring' | 'variables'>,
): Keyring | undefined =>
	mayUseKeyring(undefined, variables) && readSessionStoreChoice(config) !== 'file' ? keyring : undefined;
