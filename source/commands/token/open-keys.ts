import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import type {SigningKey} from '../../keys/signing-key.ts';
import type {Unlock} from '../../operations/rotation/check-key.ts';
import {ok, type Result} from '../../result.ts';
import {reveal, type Secret} from '../../text/secret.ts';
import type {Context} from '../command.ts';
import type {CommandError} from '../command-error.ts';

/**
 * Opens the keys of a rotation that can be signed with here: those without a passphrase as they are, encrypted ones with the passphrase that
 * was given or that the person types; Enter leaves a key locked, which is then not tried.
 */
export const openKeys = async (
	thumbprints: readonly string[],
	keyStore: KeyStore,
	{passphrase, prompt, voice}: Pick<Context, 'prompt' | 'voice'> & {readonly passphrase: Secret | undefined},
): Promise<Result<Unlock, CommandError>> => {
	const opened = new Map<string, SigningKey>();
	for (const print of thumbprints) {
		const row = await keyStore.find(print);
		if (!row.ok || row.value?.status !== 'ready') continue;
		const isLocked = isEncrypted(row.value);
		const first = await keyStore.open(
			print,
			isLocked ? (passphrase ?? (await keyStore.recall(print))) : undefined,
		);
		if (first.ok) {
			opened.set(print, first.value);
			continue;
		}
		while (isLocked && prompt) {
			const typed = await prompt.secret(
				`Passphrase of the key ${row.value.place} (Enter: leave it locked, and do not try it):`,
			);
			if (!typed.ok) return typed;
			if (reveal(typed.value) === '') break;
			const key = await keyStore.open(print, typed.value);
			if (key.ok) {
				opened.set(print, key.value);
				break;
			}
			voice.say(key.error.message);
		}
	}
	return ok(async print => opened.get(print));
};
