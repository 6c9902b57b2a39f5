import type {RegisteredJwk, Token} from '../../api/token.ts';
import type {KeyRecord} from '../../keys/key-record.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, failedError} from '../command-error.ts';

/** A registered key of a token whose private half is on this computer. */
export type StoredKey = {
	readonly registered: RegisteredJwk;
	readonly record: KeyRecord;
	readonly path: string;
};

/** Finds the private keys of a token in the key store, by the thumbprints of its registered keys. */
export const storedKeysOf = async (
	token: Token,
	keyStore: KeyStore,
): Promise<Result<readonly StoredKey[], CommandError>> => {
	const found: StoredKey[] = [];
	for (const registered of token.keys) {
		const print = thumbprint(registered);
		if (print === undefined) continue;
		const row = await keyStore.find(print);
		if (!row.ok) return fail(failedError(row.error, 'Mend the folder of the keys and try again.'));
		if (row.value?.status !== 'ready') continue;
		found.push({registered, record: row.value.record, path: row.value.path});
	}
	return ok(found);
};

/** Gives the first private key of a token, or says that none is here. */
export const storedKeyOf = async (
	token: Token,
	keyStore: KeyStore,
): Promise<Result<StoredKey, CommandError>> => {
	const stored = await storedKeysOf(token, keyStore);
	if (!stored.ok) return stored;
	const [first] = stored.value;
	return first
		? ok(first)
		: fail(
				failedError(
					{kind: 'no-private-key', message: "This token's private key is not on this computer."},
					'Do this on the computer that made the token; `pat-tui key list` shows the keys that are here.',
				),
			);
};
