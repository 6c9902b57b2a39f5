import {basename, extname, resolve} from 'node:path';
import * as v from 'valibot';
import {Algorithm} from '../../keys/algorithms.ts';
import {largestBundle} from '../../keys/bundle.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import {type KeyPair, makeKeyPair} from '../../keys/key-pair.ts';
import type {ReadyRow} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {isBundle} from '../../keys/open-bundle.ts';
import {publicJwkOf} from '../../keys/public-jwk.ts';
import type {SavedKey} from '../../keys/save-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {readError} from '../../system/file-error.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Secret} from '../../text/secret.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {newKeyPassphrase} from '../token/new-key-passphrase.ts';
import {readKeyFile} from '../token/read-key-file.ts';
import {openKeyStore} from './find-key.ts';
import {importBundle} from './import-bundle.ts';
import {keyState, keyValue} from './key-value.ts';
import {openForeignFile} from './open-foreign-file.ts';

type Brought = {
	readonly pair: KeyPair;
	readonly name: string;
	readonly path: string;
	/** What the file opened with. */
	readonly passphrase: Secret | undefined;
};

const keep = async (
	{pair, name, path, passphrase}: Brought,
	keyStore: KeyStore,
	context: Context,
): Promise<Result<SavedKey, CommandError>> => {
	if (context.flags.has('link')) {
		const {algorithm, publicJwk, thumbprint} = pair;
		const link = {custody: 'external', path} as const;
		const linked = await keyStore.link({algorithm, publicJwk, thumbprint}, {name, link});
		return linked.ok ? linked : fail(failedError(linked.error, 'Nothing was noted; your file is as it was.'));
	}
	const chosen = passphrase ? ok(passphrase) : await newKeyPassphrase(context);
	if (!chosen.ok) return chosen;
	const saved = await keyStore.save(pair, {name, passphrase: chosen.value});
	return saved.ok ? saved : fail(failedError(saved.error, 'Nothing was kept; your file is as it was.'));
};

const keptWords = ({record, place}: ReadyRow): string => {
	const where = sanitise(place, {graphemes: 1000});
	const verb = record.custody === 'stored' ? 'Kept in' : 'Signs with';
	return `${verb} ${where}: thumbprint ${record.thumbprint}.\n`;
};

/** Takes a private key into the key store, encrypted with the passphrase of the file or a new one; or links its file. */
export const runImportKey: Run = async context => {
	const {flags, host, operands, voice} = context;
	const [file = ''] = operands;
	const path = resolve(host.workingDirectory, file);
	let bytes: Buffer;
	try {
		bytes = await readKeyFile(path, largestBundle);
	} catch (error) {
		return fail(failedError(readError(error, path), 'Nothing was kept. Check the path.'));
	}
	if (isBundle(bytes)) return importBundle(bytes, file, context);
	const opened = await openForeignFile(bytes, file, context);
	bytes.fill(0);
	if (!opened.ok) return opened;
	const {privateKey, passphrase} = opened.value;
	const wanted = v.parse(v.optional(Algorithm), flags.text('algorithm'));
	const algorithm = fitAlgorithm(publicJwkOf(privateKey), wanted);
	if (!algorithm.ok) return fail(usageError(`-a (--algorithm): ${algorithm.error.message}`));
	const name = flags.text('name') ?? basename(file, extname(file));
	const {keyStore} = openKeyStore(context);
	const pair = makeKeyPair(privateKey, algorithm.value);
	const kept = await keep({pair, name, path, passphrase}, keyStore, context);
	if (!kept.ok) return kept;
	const {row, wasThere} = kept.value;
	if (wasThere) voice.note('The key was here already, and is kept as it was.');
	else if (
		row.record.custody === 'external' &&
		(row.file?.isExposed || row.file?.protection !== 'encrypted')
	) {
		const state = keyState(row);
		const words = state === 'plain' ? 'no passphrase, so who reads it can act as the token' : state;
		voice.warn(`${sanitise(row.place, {graphemes: 1000})}: ${words}.`);
	}
	return ok({kind: 'value', value: keyValue(row), text: () => keptWords(row)});
};
