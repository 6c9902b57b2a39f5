import {isEncrypted, type ReadyRow} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import type {KeyStoreError} from '../../keys/key-store-error.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {askNewPassphrase, passphraseInFile, usablePassphrase} from '../read-passphrase.ts';
import {openStoredKey} from '../token/open-stored-key.ts';
import {findKey, openKeyStore} from './find-key.ts';
import {keyValue} from './key-value.ts';

const choices = ['new-passphrase-file', 'same', 'plain', 'remember', 'forget'] as const;
const otherwise = 'The key is as it was.';

const checkFlags = ({flags, prompt}: Context): Result<void, CommandError> => {
	const [first, second] = choices.filter(name => flags.has(name));
	if (first && second) return fail(usageError(`--${first} and --${second} exclude each other.`));
	return first || prompt
		? ok(undefined)
		: fail(
				usageError(
					'The new passphrase is not given.',
					'Give it with --new-passphrase-file; --same keeps the one that there is, --plain takes it away.',
				),
			);
};

/** Gets the passphrase that is to open the key from then on; undefined: none. */
const nextPassphrase = async (
	current: Secret | undefined,
	context: Context,
): Promise<Result<Secret | undefined, CommandError>> => {
	const {flags, prompt, voice} = context;
	const file = flags.text('new-passphrase-file');
	if (flags.has('plain')) return ok(undefined);
	if (flags.has('same')) {
		return current
			? ok(current)
			: fail(usageError('--same: the key has no passphrase.', '--new-passphrase-file gives it one.'));
	}
	if (file !== undefined) {
		const read = await passphraseInFile('new-passphrase-file', file, context);
		return read.ok ? usablePassphrase(read.value) : read;
	}
	return prompt ? askNewPassphrase(prompt, voice.say) : ok(undefined);
};

const remedies: Readonly<Record<string, string>> = {
	'other-form': 'Convert it with the tool that made it, or `key import` a copy.',
	changed: 'Try again.',
	busy: 'Let it end first.',
	'no-keyring': '`pat-tui doctor` says how the keyring is.',
};

const doneWords = (row: ReadyRow): string => {
	const place = sanitise(row.place, {graphemes: 1000});
	return isEncrypted(row)
		? `${place} is encrypted, and opens with the passphrase alone.`
		: `${place} has no passphrase: who reads it can act as the token.`;
};

const inWords = (result: Result<undefined, KeyStoreError>): Result<undefined, CommandError> => {
	if (result.ok) return result;
	const {kind} = result.error;
	const remedy =
		kind === 'not-confirmed'
			? 'Open it with the new passphrase, and look after the disk.'
			: `${otherwise} ${remedies[kind] ?? 'Mend its folder and try again.'}`;
	return fail(failedError(result.error, remedy));
};

/** Does what the flags ask for, once the key was opened with the passphrase that it has; forgetting needs none. */
const change = async (
	row: ReadyRow,
	keyStore: KeyStore,
	context: Context,
): Promise<Result<undefined, CommandError>> => {
	const {thumbprint} = row.record;
	if (context.flags.has('forget')) return inWords(await keyStore.forget(thumbprint));
	const opened = await openStoredKey(row, keyStore, context, otherwise);
	if (!opened.ok) return opened;
	const current = opened.value.passphrase;
	if (context.flags.has('remember')) {
		if (!isEncrypted(row) || !current) return fail(usageError('--remember: the key has no passphrase.'));
		return inWords(await keyStore.remember(thumbprint, current));
	}
	const next = await nextPassphrase(current, context);
	return next.ok ? inWords(await keyStore.reseal(thumbprint, {current, next: next.value})) : next;
};

/** Changes the passphrase of a key, takes it away, or encrypts the key anew; the file is replaced in one step. */
export const runPassphraseOfKey: Run = async context => {
	const checked = checkFlags(context);
	if (!checked.ok) return checked;
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const row = found.value;
	if (row.status !== 'ready') {
		return fail(failedError({kind: row.status, message: row.message}, otherwise));
	}
	if (!row.file) {
		const message = `The key is in ${sanitise(row.place)}, and has no passphrase.`;
		return fail(failedError({kind: 'in-kms', message}, 'Who may sign with it is said in that cloud.'));
	}
	const {thumbprint} = row.record;
	const changed = await change(row, keyStore, context);
	if (!changed.ok) return changed;
	const now = await keyStore.find(thumbprint);
	if (!now.ok || now.value?.status !== 'ready') {
		const error = {kind: 'not-found', message: 'The key can not be found again.'};
		return fail(failedError(error, 'Look with `pat-tui key list`.'));
	}
	const after = now.value;
	return ok({kind: 'value', value: keyValue(after), text: () => `${doneWords(after)}\n`});
};
