import * as v from 'valibot';
import type {Token} from '../../api/token.ts';
import {Algorithm} from '../../keys/algorithms.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import {makePublicKey} from '../../keys/public-key.ts';
import type {RotateIntent} from '../../operations/intent.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {findWantedKmsKey} from './find-kms-key.ts';
import {givenKeySource, noKeySource} from './given-key-source.ts';
import type {BroughtWish} from './key-wish.ts';
import {readPublicKeyFile} from './read-public-key-file.ts';
import {signingAlgorithm} from './signing-algorithm.ts';

/** What is to happen to a token's key. */
export type RotateWish = {
	readonly does: 'begin' | 'finish' | 'rollback';
	readonly mode: RotateIntent['mode'];
};

const ways = ['swap', 'finish', 'rollback'] as const;

/** Reads what is to happen, and says which flags exclude each other. */
export const readRotateWish = ({
	flags,
	prompt,
}: Pick<Context, 'flags' | 'prompt'>): Result<RotateWish, CommandError> => {
	const [way, other] = ways.filter(name => flags.has(name));
	if (other !== undefined) return fail(usageError(`--${way} and --${other} exclude each other.`));
	const source = givenKeySource(flags);
	if (!source.ok) return source;
	if (way === 'finish' || way === 'rollback') {
		const extra = source.value ?? (flags.has('algorithm') ? 'algorithm' : undefined);
		if (extra !== undefined) {
			return fail(usageError(`--${extra} and --${way} exclude each other: the new key is there already.`));
		}
		return ok({does: way, mode: 'overlap'});
	}
	if (source.value === undefined && !prompt) return fail(noKeySource());
	return ok({does: 'begin', mode: way === 'swap' ? 'swap' : 'overlap'});
};

/** The new key of a token: a pair to be made here, or one that is brought along. */
export type NewKey = {readonly kind: 'new'; readonly algorithm: Algorithm} | BroughtWish;

/** Finds out which new key a token shall have; its algorithm stays unless told. */
export const readNewKey = async (
	token: Token,
	context: Pick<Context, 'flags' | 'host' | 'prompt' | 'signal' | 'voice'>,
): Promise<Result<NewKey, CommandError>> => {
	const {flags, voice} = context;
	const given = v.parse(v.optional(Algorithm), flags.text('algorithm'));
	const current = given === undefined ? signingAlgorithm(token) : ok(given);
	if (!current.ok) return current;
	const algorithm = current.value;
	if (given !== undefined && given !== token.algorithm && !flags.has('swap')) {
		return fail(
			usageError(
				`-a (--algorithm): a token has one algorithm, so an ${given} key can not stand beside its ${token.algorithm} key.`,
				'Give --swap as well: the new key then takes the place of the old one at once.',
			),
		);
	}
	const file = flags.text('public-key-file');
	const kms = flags.text('kms');
	if (file === undefined && kms === undefined) return ok({kind: 'new', algorithm});
	const brought =
		file === undefined ? await findWantedKmsKey(kms ?? '', context) : await readPublicKeyFile(file, context);
	if (!brought.ok) return brought;
	const {publicJwk, algorithms: fitting} = brought.value;
	const fitted = fitAlgorithm(publicJwk, algorithm, fitting);
	if (!fitted.ok) {
		const flag = file === undefined ? '--kms' : '-f (--public-key-file)';
		return fail(usageError(`${flag}: ${fitted.error.message}`, 'Give another key, or --swap with -a.'));
	}
	const publicKey = makePublicKey(publicJwk, fitted.value);
	voice.note(`Public key with the thumbprint ${publicKey.thumbprint}, for ${publicKey.algorithm}.`);
	if (!('link' in brought.value)) return ok({kind: 'brought', publicKey});
	const {link, prove} = brought.value;
	const proven = await prove(publicKey.algorithm);
	return proven.ok ? ok({kind: 'brought', publicKey, link}) : proven;
};
