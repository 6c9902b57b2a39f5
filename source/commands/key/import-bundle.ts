import type {BundledKey} from '../../keys/bundle.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {openBundle} from '../../keys/open-bundle.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer, Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {givenPassphrase} from '../read-passphrase.ts';
import {type Column, tableText} from '../table-text.ts';
import {openKeyStore} from './find-key.ts';

/** What became of one key of a bundle. */
type Restored = Pick<BundledKey, 'thumbprint' | 'name'> & {
	readonly result: 'added' | 'kept' | 'failed';
	readonly message?: string;
};

const words = {added: 'added', kept: 'was here, kept as it was', failed: 'failed'} as const;

const columns: readonly Column<Restored>[] = [
	{title: 'NAME', value: ({name}) => name, least: 12},
	{title: 'RESULT', value: ({result, message}) => message ?? words[result]},
	{title: 'THUMBPRINT', value: ({thumbprint}) => thumbprint},
];

const open = async (bytes: Uint8Array, file: string, context: Context) => {
	const {prompt, voice} = context;
	const shown = sanitise(file, {graphemes: 200});
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	if (!given.value && !prompt) {
		const hint = 'Give it with --passphrase-file or --passphrase-stdin.';
		return fail(usageError(`${shown}: the passphrase of the bundle is not given.`, hint));
	}
	for (;;) {
		const passphrase = given.value ? ok(given.value) : await prompt?.secret('Passphrase of the bundle:');
		if (!passphrase?.ok) return passphrase ?? fail(usageError('The passphrase is not given.'));
		const bundle = await openBundle(bytes, passphrase.value);
		if (bundle.ok) return bundle;
		const {kind, message} = bundle.error;
		if (kind !== 'wrong-passphrase' || given.value) {
			return fail(failedError({kind, message: `${shown}: ${message}`}, 'Nothing was kept.'));
		}
		voice.say(message);
	}
};

const restore = async (key: BundledKey, keyStore: KeyStore): Promise<Restored> => {
	const {thumbprint, name} = key;
	const kept = await keyStore.restore(key);
	if (!kept.ok) return {thumbprint, name, result: 'failed', message: kept.error.message};
	return {thumbprint, name, result: kept.value.wasThere ? 'kept' : 'added'};
};

/** Takes in the keys of another computer's bundle; what is here already stays, and of each key it is said what became of it. */
export const importBundle = async (
	bytes: Uint8Array,
	file: string,
	context: Context,
): Promise<Result<Answer, CommandError>> => {
	const other = ['link', 'name', 'algorithm'].find(name => context.flags.has(name));
	if (other !== undefined) {
		return fail(usageError(`--${other} is for a single key.`, 'The file is a bundle of keys.'));
	}
	const bundle = await open(bytes, file, context);
	if (!bundle.ok) return bundle;
	const {keyStore} = openKeyStore(context);
	const results: Restored[] = [];
	for (const key of bundle.value.keys) results.push(await restore(key, keyStore));
	return ok({
		kind: 'value',
		value: results,
		text: view => tableText(results, columns, view),
		isNegative: results.some(({result}) => result === 'failed'),
	});
};
