import type {KeyObject} from 'node:crypto';
import {readForeignKey} from '../../keys/import/read-foreign-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import {shellPath} from '../../text/shell-quote.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';
import {givenPassphrase} from '../read-passphrase.ts';

/** The private key of a file of the person's, with the passphrase that opened it. */
export type OpenedFile = {readonly privateKey: KeyObject; readonly passphrase: Secret | undefined};

/** Opens a private key in whatever form with the passphrase that is given or typed; `file` is its name, for what is said. */
export const openForeignFile = async (
	bytes: Uint8Array,
	file: string,
	context: Context,
): Promise<Result<OpenedFile, CommandError>> => {
	const {prompt, voice} = context;
	const shown = sanitise(file, {graphemes: 200});
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	let passphrase = given.value;
	for (;;) {
		const key = await readForeignKey(bytes, passphrase);
		if (key.ok) return ok({privateKey: key.value.privateKey, passphrase});
		const {kind, message, remedy} = key.error;
		if (kind !== 'needs-passphrase' && kind !== 'wrong-passphrase') {
			const hint = remedy.replaceAll('FILE', () => shellPath(shown));
			return fail(failedError({kind, message: `${shown}: ${message}`}, hint));
		}
		if (given.value !== undefined || !prompt) {
			const hint = 'Nothing was kept. Give its passphrase with --passphrase-file or --passphrase-stdin.';
			return fail(failedError({kind, message: `${shown}: ${message}`}, hint));
		}
		if (passphrase) voice.say(message);
		const typed = await prompt.secret('Passphrase of the key in the file:');
		if (!typed.ok) return typed;
		passphrase = typed.value;
	}
};
