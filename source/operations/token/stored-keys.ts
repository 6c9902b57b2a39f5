import type {RegisteredJwk, Token} from '../../api/token.ts';
import type {ReadyRow} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {StepFailure} from '../step.ts';

/** A registered key of a token that can be signed with from here: the row of the key store that says how. */
export type StoredKey = ReadyRow & {readonly registered: RegisteredJwk};

/** Finds the private keys of a token in the key store, by the thumbprints of its registered keys. */
export const storedKeysOf = async (
	token: Token,
	keyStore: KeyStore,
): Promise<Result<readonly StoredKey[], StepFailure>> => {
	const found: StoredKey[] = [];
	for (const registered of token.keys) {
		const print = thumbprint(registered);
		if (print === undefined) continue;
		const row = await keyStore.find(print);
		if (!row.ok) {
			const {kind, message} = row.error;
			return fail({kind, message, remedy: 'Mend the folder of the keys and try again.'});
		}
		if (row.value?.status !== 'ready') continue;
		found.push({...row.value, registered});
	}
	return ok(found);
};

/** Gives the private key of a token that was made last, which in a rotation is the new one, or says that none is here. */
export const storedKeyOf = async (
	token: Token,
	keyStore: KeyStore,
): Promise<Result<StoredKey, StepFailure>> => {
	const stored = await storedKeysOf(token, keyStore);
	if (!stored.ok) return stored;
	const [first, ...others] = stored.value;
	if (first) {
		const isNewer = (key: StoredKey, than: StoredKey) => key.record.created > than.record.created;
		return ok(others.reduce((newest, key) => (isNewer(key, newest) ? key : newest), first));
	}
	return fail({
		kind: 'no-local-key',
		message: "This token's private key is not on this computer.",
		remedy: 'Do this on the computer that made the token; `pat-tui key list` shows the keys that are here.',
	});
};
