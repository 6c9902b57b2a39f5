import * as v from 'valibot';
import {Algorithm, algorithms} from '../../keys/algorithms.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import {makePublicKey, type PublicKey} from '../../keys/public-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {readPublicKeyFile} from './read-public-key-file.ts';

/** The key that a new token is to have: a pair that is made here, or the public half of one that is not. */
export type KeyWish =
	| {readonly kind: 'new'; readonly algorithm: Algorithm}
	| {readonly kind: 'file'; readonly publicKey: PublicKey};

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice' | 'host'>;

const neither = () =>
	usageError(
		'Neither -g (--auto-generate-key) nor -f (--public-key-file) is given.',
		'-g makes the key pair on this computer; -f takes the public key in a PEM file.',
	);

/** Says which flags about the key exclude or need each other; read before anyone types an answer. */
export const checkKeyFlags = ({
	flags,
	prompt,
}: Pick<Asking, 'flags' | 'prompt'>): Result<void, CommandError> => {
	const isNew = flags.has('auto-generate-key');
	const isFile = flags.has('public-key-file');
	if (isNew && isFile) {
		return fail(usageError('-g (--auto-generate-key) and -f (--public-key-file) exclude each other.'));
	}
	if (flags.text('public-key-file') === '') return fail(usageError('-f (--public-key-file) is empty.'));
	const passphrase = flags.has('passphrase')
		? '-p (--passphrase)'
		: ['--passphrase-file', '--passphrase-stdin'].find(name => flags.has(name.slice(2)));
	// On a terminal a key pair may still be chosen, but `-p` has its own rule.
	if (passphrase !== undefined && !isNew && (isFile || !prompt || flags.has('passphrase'))) {
		return fail(usageError(`${passphrase} needs -g (--auto-generate-key).`));
	}
	return isNew || isFile || prompt ? ok(undefined) : fail(neither());
};

const askSource = async ({flags, prompt}: Asking): Promise<Result<string | undefined, CommandError>> => {
	const file = flags.text('public-key-file');
	if (file !== undefined || flags.has('auto-generate-key')) return ok(file);
	if (!prompt) return fail(neither());
	const typed = await prompt.line('Make its key pair on this computer? [Y/n]:');
	if (!typed.ok) return typed;
	if (/^(?:y(?:es)?)?$/iu.test(typed.value)) return ok(undefined);
	for (;;) {
		const named = await prompt.line('File of its public key (PEM):');
		if (!named.ok || named.value !== '') return named;
	}
};

const readAlgorithm = async (
	offered: readonly Algorithm[],
	{flags, prompt, voice}: Asking,
): Promise<Result<Algorithm | undefined, CommandError>> => {
	const given = flags.text('algorithm');
	if (given !== undefined) return ok(v.parse(Algorithm, given));
	const [usual] = offered;
	// Only who is asked for everything is asked for what has a default.
	if (!prompt || flags.has('name') || offered.length < 2) return ok(usual);
	for (const name of offered) voice.say(`  ${name}  ${algorithms[name].title}. ${algorithms[name].advice}`);
	for (;;) {
		const typed = await prompt.line(`Algorithm [${usual}]:`);
		if (!typed.ok) return typed;
		const chosen = v.safeParse(Algorithm, typed.value.toUpperCase());
		if (typed.value === '') return ok(usual);
		if (chosen.success && offered.includes(chosen.output)) return ok(chosen.output);
		voice.say(`Please type one of: ${offered.join(', ')}.`);
	}
};

/** Reads which key is wanted; the file of a public key is read here, and its thumbprint said. */
export const readKeyWish = async (context: Asking): Promise<Result<KeyWish, CommandError>> => {
	const file = await askSource(context);
	if (!file.ok) return file;
	if (file.value === undefined) {
		const algorithm = await readAlgorithm(v.parse(v.array(Algorithm), Object.keys(algorithms)), context);
		return algorithm.ok ? ok({kind: 'new', algorithm: algorithm.value ?? 'RS256'}) : algorithm;
	}
	const brought = await readPublicKeyFile(file.value, context);
	if (!brought.ok) return brought;
	const {publicJwk, algorithms: fitting} = brought.value;
	const wanted = await readAlgorithm(fitting, context);
	if (!wanted.ok) return wanted;
	const fitted = fitAlgorithm(publicJwk, wanted.value, fitting);
	if (!fitted.ok) return fail(usageError(`-a (--algorithm): ${fitted.error.message}`));
	const publicKey = makePublicKey(publicJwk, fitted.value);
	context.voice.note(`Public key with the thumbprint ${publicKey.thumbprint}, for ${publicKey.algorithm}.`);
	return ok({kind: 'file', publicKey});
};
