import {resolve} from 'node:path';
import {type BroughtKey, readPublicKey} from '../../keys/read-public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {readError} from '../../system/file-error.ts';
import {sanitise} from '../../text/sanitise.ts';
import {shellPath} from '../../text/shell-quote.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {readKeyFile, readKeyStream} from './read-key-file.ts';

type Asking = Pick<Context, 'flags' | 'host' | 'prompt' | 'voice'>;

/** Offers the public half of a private key; undefined where nobody can be asked or it is not wanted. */
const askForHalf = async (
	half: BroughtKey,
	shown: string,
	{prompt, voice}: Asking,
): Promise<Result<BroughtKey | undefined, CommandError>> => {
	if (!prompt) return ok(undefined);
	voice.say(`${shown} holds a private key. Its public half has the thumbprint ${half.thumbprint}.`);
	const typed = await prompt.line('Use the public half, and nothing else of the file? [y/N]:');
	if (!typed.ok) return typed;
	return ok(/^y(?:es)?$/iu.test(typed.value) ? half : undefined);
};

const fromStandardInput = async ({flags, host}: Asking): Promise<Result<Buffer, CommandError>> => {
	if (flags.has('passphrase-stdin')) {
		return fail(
			usageError('-f - and --passphrase-stdin both read standard input: name a file for one of them.'),
		);
	}
	if (host.stdin.isTTY) {
		return fail(
			usageError('-f - reads standard input, which is your terminal here: pipe the key in, or name a file.'),
		);
	}
	return ok(await readKeyStream(host.stdin.stream()));
};

const fromFile = async (file: string, {host}: Asking): Promise<Result<Buffer, CommandError>> => {
	const path = resolve(host.workingDirectory, file);
	try {
		return ok(await readKeyFile(path));
	} catch (error) {
		const remedy = 'Nothing was sent. Check the path given with -f (--public-key-file).';
		return fail(failedError(readError(error, path), remedy));
	}
};

/**
 * Reads the public key in a file that the person names (`-` is standard input), and says what it was recognised as. Of a private key the public
 * half is offered on a terminal; it and every other form that does not serve is refused with what to do.
 */
export const readPublicKeyFile = async (
	file: string,
	asking: Asking,
): Promise<Result<BroughtKey, CommandError>> => {
	const isPiped = file === '-';
	const shown = isPiped ? 'Standard input' : sanitise(file, {graphemes: 200});
	const bytes = await (isPiped ? fromStandardInput(asking) : fromFile(file, asking));
	if (!bytes.ok) return bytes;
	const key = readPublicKey(bytes.value);
	bytes.value.fill(0);
	if (key.ok) {
		asking.voice.note(`${shown} holds ${key.value.form}.`);
		return key;
	}
	const {kind, message, remedy, publicHalf} = key.error;
	const half = publicHalf ? await askForHalf(publicHalf, shown, asking) : ok(undefined);
	if (!half.ok) return half;
	if (half.value) return ok(half.value);
	const named = remedy.replaceAll('FILE', () => (isPiped ? 'FILE' : shellPath(shown)));
	return fail(failedError({kind, message: `${shown}: ${message}`}, named));
};
