import type {KeyObject} from 'node:crypto';
import type {KeyStore} from '../../keys/key-store.ts';
import type {StoredKey} from '../../operations/token/stored-keys.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {givenPassphrase} from '../read-passphrase.ts';

/** An opened private key, with the passphrase that opened it. */
export type OpenedKey = {readonly privateKey: KeyObject; readonly passphrase: Secret | undefined};

const mostTries = 3;

const cannotOpen = (error: {readonly kind: string; readonly message: string}): CommandError =>
	failedError(error, 'Nothing was sent. Check the passphrase and the key file.');

/** Opens a private key with the passphrase that the flags give, or that the person types (three tries). */
export const openStoredKey = async (
	{record}: StoredKey,
	keyStore: KeyStore,
	context: Context,
): Promise<Result<OpenedKey, CommandError>> => {
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	if (given.value || !record.encrypted) {
		const key = await keyStore.open(record.thumbprint, given.value);
		return key.ok ? ok({privateKey: key.value, passphrase: given.value}) : fail(cannotOpen(key.error));
	}
	const {prompt, voice} = context;
	if (!prompt) {
		const hint = 'Give it with --passphrase-file or --passphrase-stdin.';
		return fail(usageError('The private key is encrypted, and its passphrase is not given.', hint));
	}
	for (let tries = 1; ; tries++) {
		const passphrase = await prompt.secret('Passphrase of the private key:');
		if (!passphrase.ok) return passphrase;
		const key = await keyStore.open(record.thumbprint, passphrase.value);
		if (key.ok) return ok({privateKey: key.value, passphrase: passphrase.value});
		if (key.error.kind !== 'wrong-passphrase' || tries === mostTries) return fail(cannotOpen(key.error));
		voice.say(key.error.message);
	}
};
