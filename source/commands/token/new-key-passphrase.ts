import {fail, ok, type Result} from '../../result.ts';
import {makeSecret, type Secret} from '../../text/secret.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {askNewPassphrase, givenPassphrase, usablePassphrase} from '../read-passphrase.ts';

/**
 * Gets the passphrase of a new key, from the flags or the person; undefined: the key is kept plain, which is said.
 *
 * @param argument the passphrase as it stood on the command line (`-p`)
 */
export const newKeyPassphrase = async (
	context: Context,
	argument?: string,
): Promise<Result<Secret | undefined, CommandError>> => {
	const {flags, prompt, voice} = context;
	if (argument !== undefined) {
		if (flags.has('passphrase-file') || flags.has('passphrase-stdin')) {
			return fail(usageError('-p, --passphrase-file and --passphrase-stdin exclude each other.'));
		}
		voice.warn(
			'-p shows the passphrase to everybody who can list the processes of this computer; --passphrase-file does not.',
		);
		return usablePassphrase(makeSecret(argument));
	}
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	if (given.value) return usablePassphrase(given.value);
	const asked = prompt ? await askNewPassphrase(prompt, voice.say) : ok(undefined);
	if (asked.ok && asked.value === undefined) {
		voice.warn('The private key is kept without a passphrase: who reads its file can act as the token.');
	}
	return asked;
};
