import type {Core} from './core.ts';

/** Opens a key with the passphrase that the system's keyring remembers; false where that is not there, or does not open it. */
export const openRemembered = async (
	thumbprint: string,
	core: Pick<Core, 'bench' | 'opened'>,
): Promise<boolean> => {
	const {keyStore} = await core.bench();
	const passphrase = await keyStore.recall(thumbprint);
	const key = passphrase && (await keyStore.open(thumbprint, passphrase));
	if (!key?.ok) return false;
	core.opened.put(thumbprint, key.value);
	return true;
};
