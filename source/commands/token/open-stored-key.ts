import {isEncrypted, type ReadyRow} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {givenPassphrase} from '../read-passphrase.ts';

/** A key that was opened, with the passphrase that opened it. */
export type OpenedKey = {readonly signingKey: SigningKey; readonly passphrase: Secret | undefined};

const mostTries = 3;

/** Opens a key, wherever it is; an encrypted one with the passphrase that the flags give, or that the person types (three tries). */
export const openStoredKey = async (
	key: ReadyRow,
	keyStore: KeyStore,
	context: Context,
	otherwise = 'Nothing was sent.',
): Promise<Result<OpenedKey, CommandError>> => {
	const cannotOpen = (error: {readonly kind: string; readonly message: string}) =>
		failedError(error, `${otherwise} Check the passphrase and the key file.`);
	const {record, place, file} = key;
	if (file?.isExposed) {
		context.voice.warn(
			`${sanitise(place, {graphemes: 1000})} can be read or written by others: chmod 600 mends it.`,
		);
	}
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	if (given.value || !isEncrypted(key)) {
		const opened = await keyStore.open(record.thumbprint, given.value);
		return opened.ok
			? ok({signingKey: opened.value, passphrase: given.value})
			: fail(cannotOpen(opened.error));
	}
	const recalled = await keyStore.recall(record.thumbprint);
	const opened = recalled && (await keyStore.open(record.thumbprint, recalled));
	if (opened?.ok) return ok({signingKey: opened.value, passphrase: recalled});
	const {prompt, voice} = context;
	if (!prompt) {
		const hint = 'Give it with --passphrase-file or --passphrase-stdin.';
		return fail(usageError('The private key is encrypted, and its passphrase is not given.', hint));
	}
	for (let tries = 1; ; tries++) {
		const passphrase = await prompt.secret('Passphrase of the private key:');
		if (!passphrase.ok) return passphrase;
		const opened = await keyStore.open(record.thumbprint, passphrase.value);
		if (opened.ok) return ok({signingKey: opened.value, passphrase: passphrase.value});
		if (opened.error.kind !== 'wrong-passphrase' || tries === mostTries)
			return fail(cannotOpen(opened.error));
		voice.say(opened.error.message);
	}
};
