import * as v from 'valibot';
import {Algorithm, algorithms} from '../../keys/algorithms.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import type {KeyLink} from '../../keys/key-record.ts';
import {isKmsReference} from '../../keys/kms/kms-reference.ts';
import {makePublicKey, type PublicKey} from '../../keys/public-key.ts';
import type {KeySource} from '../../operations/token/obtain-key.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {findWantedKmsKey} from './find-kms-key.ts';
import {givenKeySource, noKeySource} from './given-key-source.ts';
import {readPublicKeyFile} from './read-public-key-file.ts';

/** A key that is brought along: its public half, with where its private half can be signed with. */
export type BroughtWish = {
	readonly kind: 'brought';
	readonly publicKey: PublicKey;
	readonly link?: KeyLink;
};

/** Gives what a workflow takes of a key that is brought along. */
export const broughtSource = ({
	publicKey,
	link,
}: BroughtWish): KeySource & {readonly publicKey: PublicKey} => ({
	publicKey,
	...(link && {link}),
});

/** The key that a new token is to have: a pair that is made here, or one that is brought along. */
export type KeyWish = {readonly kind: 'new'; readonly algorithm: Algorithm} | BroughtWish;

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice' | 'host' | 'signal'>;

/** Says which flags about the key exclude or need each other; read before anyone types an answer. */
export const checkKeyFlags = ({
	flags,
	prompt,
}: Pick<Asking, 'flags' | 'prompt'>): Result<void, CommandError> => {
	const source = givenKeySource(flags);
	if (!source.ok) return source;
	const isNew = source.value === 'auto-generate-key';
	const isBrought = source.value !== undefined && !isNew;
	const passphrase = flags.has('passphrase')
		? '-p (--passphrase)'
		: ['--passphrase-file', '--passphrase-stdin'].find(name => flags.has(name.slice(2)));
	// On a terminal a key pair may still be chosen, but `-p` has its own rule.
	if (passphrase !== undefined && !isNew && (isBrought || !prompt || flags.has('passphrase'))) {
		return fail(usageError(`${passphrase} needs -g (--auto-generate-key).`));
	}
	return source.value || prompt ? ok(undefined) : fail(noKeySource());
};

/** Where the public key is, a file or a reference; undefined where a pair is to be made. */
const askSource = async ({
	flags,
	prompt,
	voice,
}: Asking): Promise<Result<string | undefined, CommandError>> => {
	const named = flags.text('public-key-file') ?? flags.text('kms');
	if (named !== undefined || flags.has('auto-generate-key')) return ok(named);
	if (!prompt) return fail(noKeySource());
	for (;;) {
		const typed = await prompt.line('Make its key pair on this computer? [Y/n]:');
		if (!typed.ok) return typed;
		if (/^(?:y(?:es)?)?$/iu.test(typed.value)) return ok(undefined);
		if (/^no?$/iu.test(typed.value)) break;
		voice.say('Please type y or n.');
	}
	for (;;) {
		const brought = await prompt.line(
			'File of its public key (PEM), or a key in a cloud (aws:…, gcp:…, azure:…):',
		);
		if (!brought.ok || brought.value !== '') return brought;
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

/** Reads which key is wanted; the public half of one that is brought is read here, and its thumbprint said. */
export const readKeyWish = async (context: Asking): Promise<Result<KeyWish, CommandError>> => {
	const {flags, voice} = context;
	const source = await askSource(context);
	if (!source.ok) return source;
	if (source.value === undefined) {
		const algorithm = await readAlgorithm(v.parse(v.array(Algorithm), Object.keys(algorithms)), context);
		return algorithm.ok ? ok({kind: 'new', algorithm: algorithm.value ?? 'RS256'}) : algorithm;
	}
	const isInCloud = flags.has('kms') || (!flags.has('public-key-file') && isKmsReference(source.value));
	const brought = isInCloud
		? await findWantedKmsKey(source.value, context)
		: await readPublicKeyFile(source.value, context);
	if (!brought.ok) return brought;
	const {publicJwk, algorithms: fitting} = brought.value;
	const wanted = await readAlgorithm(fitting, context);
	if (!wanted.ok) return wanted;
	const fitted = fitAlgorithm(publicJwk, wanted.value, fitting);
	if (!fitted.ok) return fail(usageError(`-a (--algorithm): ${fitted.error.message}`));
	const publicKey = makePublicKey(publicJwk, fitted.value);
	voice.note(`Public key with the thumbprint ${publicKey.thumbprint}, for ${publicKey.algorithm}.`);
	if (!('link' in brought.value)) return ok({kind: 'brought', publicKey});
	const {link, prove} = brought.value;
	const proven = await prove(publicKey.algorithm);
	return proven.ok ? ok({kind: 'brought', publicKey, link}) : proven;
};
