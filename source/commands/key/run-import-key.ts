import {basename, extname, resolve} from 'node:path';
import * as v from 'valibot';
import {Algorithm} from '../../keys/algorithms.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import {readForeignKey} from '../../keys/import/read-foreign-key.ts';
import {makeKeyPair} from '../../keys/key-pair.ts';
import {publicJwkOf} from '../../keys/public-jwk.ts';
import {fail, ok, type Result} from '../../result.ts';
import {fileError} from '../../system/file-error.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import {shellPath} from '../../text/shell-quote.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {givenPassphrase} from '../read-passphrase.ts';
import {newKeyPassphrase} from '../token/new-key-passphrase.ts';
import {readKeyFile} from '../token/read-key-file.ts';
import {openKeyStore} from './find-key.ts';
import {keyValue} from './key-value.ts';

type Opened = {
	readonly privateKey: Parameters<typeof makeKeyPair>[0];
	readonly passphrase: Secret | undefined;
};

/** Opens the file with the passphrase that was given or is typed; that one then encrypts what is kept. */
const open = async (bytes: Buffer, file: string, context: Context): Promise<Result<Opened, CommandError>> => {
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

/** Takes a private key into the key store, encrypted with the passphrase of the file or a new one. */
export const runImportKey: Run = async context => {
	const {flags, host, operands, voice} = context;
	const [file = ''] = operands;
	const path = resolve(host.workingDirectory, file);
	let bytes: Buffer;
	try {
		bytes = await readKeyFile(path);
	} catch (error) {
		return fail(failedError(fileError(error, path), 'Nothing was kept. Check the path.'));
	}
	const opened = await open(bytes, file, context);
	bytes.fill(0);
	if (!opened.ok) return opened;
	const {privateKey} = opened.value;
	const wanted = v.parse(v.optional(Algorithm), flags.text('algorithm'));
	const algorithm = fitAlgorithm(publicJwkOf(privateKey), wanted);
	if (!algorithm.ok) return fail(usageError(`-a (--algorithm): ${algorithm.error.message}`));
	const passphrase = opened.value.passphrase ? ok(opened.value.passphrase) : await newKeyPassphrase(context);
	if (!passphrase.ok) return passphrase;
	const name = flags.text('name') ?? basename(file, extname(file));
	const {keyStore} = openKeyStore(context);
	const pair = makeKeyPair(privateKey, algorithm.value);
	const saved = await keyStore.save(pair, {name, passphrase: passphrase.value});
	if (!saved.ok) return fail(failedError(saved.error, 'Nothing was kept; your file is as it was.'));
	if (saved.value.wasThere) voice.note('The key was here already, and is kept as it was.');
	const row = await keyStore.find(pair.thumbprint);
	if (!row.ok || !row.value) {
		return fail(
			failedError({kind: 'not-found', message: 'The key can not be found again.'}, 'Try once more.'),
		);
	}
	const found = row.value;
	return ok({
		kind: 'value',
		value: keyValue(found),
		text: () => `Kept in ${sanitise(found.place, {graphemes: 1000})}: thumbprint ${pair.thumbprint}.\n`,
	});
};
