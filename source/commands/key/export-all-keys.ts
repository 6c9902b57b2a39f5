import {gatherBundle} from '../../keys/gather-bundle.ts';
import {sealBundle} from '../../keys/seal-bundle.ts';
import {fail, ok, type Result} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import type {Answer, Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {askPassphrase, givenPassphrase, usablePassphrase} from '../read-passphrase.ts';
import {writeSecretFile} from '../write-secret-file.ts';
import {openKeyStore} from './find-key.ts';

const readPassphrase = async (context: Context): Promise<Result<Secret, CommandError>> => {
	const {prompt, voice} = context;
	const given = await givenPassphrase(context);
	if (!given.ok) return given;
	if (given.value) return usablePassphrase(given.value);
	if (prompt) return askPassphrase('for the bundle', prompt, voice.say);
	const hint = 'Give it with --passphrase-file or --passphrase-stdin; a bundle is never written plain.';
	return fail(usageError('The passphrase of the bundle is not given.', hint));
};

/** Writes all keys to one encrypted file, for another computer; what had to be left out is said. */
export const exportAllKeys = async (context: Context): Promise<Result<Answer, CommandError>> => {
	const {flags, host, voice} = context;
	const output = flags.text('output');
	const other = ['private', 'format'].find(name => flags.has(name));
	if (other !== undefined) return fail(usageError(`--all and --${other} exclude each other.`));
	if (!output) return fail(usageError('--all needs --output FILE.'));
	const {keyStore, folder} = openKeyStore(context);
	const gathered = await gatherBundle(keyStore);
	if (!gathered.ok) return fail(failedError(gathered.error, 'Nothing was written.'));
	const {bundle, left} = gathered.value;
	if (bundle.keys.length === 0) {
		const message = `There is no key in ${folder} that could be written.`;
		return fail(failedError({kind: 'not-found', message}, 'Nothing was written.'));
	}
	const passphrase = await readPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const sealed = await sealBundle(bundle, passphrase.value, host.effects.random);
	const written = await writeSecretFile(output, sealed, context);
	if (!written.ok || written.value.kind !== 'value') return written;
	for (const {place, message} of left) {
		voice.warn(`${sanitise(place, {graphemes: 1000})} is not in it: ${sanitise(message, {graphemes: 400})}`);
	}
	voice.note(
		`${plural(bundle.keys.length, 'key')} in it; those with a passphrase keep it, under the one of the bundle. \`pat-tui key import FILE\` takes them in.`,
	);
	const keys = bundle.keys.map(({thumbprint, name}) => ({thumbprint, name}));
	const {value, text} = written.value;
	return ok({kind: 'value', value: {...Object(value), keys, left}, text});
};
