import {resolve} from 'node:path';
import {type BroughtKey, readPublicKey} from '../../keys/read-public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import {fileError} from '../../system/file-error.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';
import {readKeyFile} from './read-key-file.ts';

type Asking = Pick<Context, 'host' | 'prompt' | 'voice'>;

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

/**
 * Reads the public key in a file that the person names, and says what it was recognised as. Of a private key the public
 * half is offered on a terminal; it and every other form that does not serve is refused with what to do.
 */
export const readPublicKeyFile = async (
	file: string,
	asking: Asking,
): Promise<Result<BroughtKey, CommandError>> => {
	const path = resolve(asking.host.workingDirectory, file);
	const shown = sanitise(file, {graphemes: 200});
	let bytes: Buffer;
	try {
		bytes = await readKeyFile(path);
	} catch (error) {
		return fail(
			failedError(
				fileError(error, path),
				'Nothing was sent. Check the path given with -f (--public-key-file).',
			),
		);
	}
	const key = readPublicKey(bytes);
	if (key.ok) {
		asking.voice.note(`${shown} holds ${key.value.form}.`);
		return key;
	}
	const {kind, message, remedy, publicHalf} = key.error;
	const half = publicHalf ? await askForHalf(publicHalf, shown, asking) : ok(undefined);
	if (!half.ok) return half;
	if (half.value) return ok(half.value);
	return fail(failedError({kind, message: `${shown}: ${message}`}, remedy));
};
