import type {AsyncEntry} from '@napi-rs/keyring';

/** Where a text lies in the operating system's keyring. */
export type KeyringEntry = {
	readonly service: string;
	readonly account: string;
	/** In a place that other programs use: the Linux kernel's keys, or under the name that keytar gives an entry on Windows. */
	readonly place?: 'kernel' | 'keytar';
};

const isPlace: Readonly<Record<NonNullable<KeyringEntry['place']>, NodeJS.Platform>> = {
	kernel: 'linux',
	keytar: 'win32',
};

// The package is native, so it is not part of the program: it is found beside it, or not at all.
const openEntry = async ({service, account, place}: KeyringEntry): Promise<AsyncEntry | undefined> => {
	if (place !== undefined && isPlace[place] !== process.platform) return undefined;
	const keyring = await import('@napi-rs/keyring');
	if (place === 'keytar') return keyring.AsyncEntry.withTarget(`${service}/${account}`, service, account);
	// Left alone, it would fall back to the kernel's keys, which are gone after a restart.
	const store = place === 'kernel' ? 'keyutils' : 'secret-service';
	return new keyring.AsyncEntry(service, account, {linux: {store}});
};

/** Reads an entry; null when there is none. Throws where there is no keyring. */
export const getEntry = async (entry: KeyringEntry): Promise<string | null> =>
	(await (await openEntry(entry))?.getPassword()) ?? null;

/** Writes an entry over what was there. Throws where there is no keyring. */
export const setEntry = async (entry: KeyringEntry, text: string): Promise<void> => {
	await (await openEntry(entry))?.setPassword(text);
};

/** Removes an entry; false when there was none. Throws where there is no keyring. */
export const removeEntry = async (entry: KeyringEntry): Promise<boolean> =>
	(await (await openEntry(entry))?.deleteCredential()) ?? false;
