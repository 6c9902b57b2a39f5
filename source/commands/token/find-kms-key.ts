import {findPaths} from '../../config/paths.ts';
import type {Algorithm} from '../../keys/algorithms.ts';
import type {KeyLink} from '../../keys/key-record.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import {asKmsReference, parseKmsReference, printKmsReference} from '../../keys/kms/kms-reference.ts';
import {findKmsKey} from '../../keys/kms/kms-signing-key.ts';
import {tryKmsKey} from '../../keys/kms/try-kms-key.ts';
import type {PublicJwk} from '../../keys/public-jwk.ts';
import type {SigningError} from '../../keys/signing-key.ts';
import {kmsDeps} from '../../operations/kms-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, interruptedError, usageError} from '../command-error.ts';
import {kmsProfileOf} from './kms-profile.ts';

/** A key in a cloud that a token can be made of: what is kept of it, and how it is tried with the algorithm that was chosen. */
export type KmsKeyWish = {
	readonly publicJwk: PublicJwk;
	readonly algorithms: readonly Algorithm[];
	readonly link: KeyLink;
	readonly prove: (algorithm: Algorithm) => Promise<Result<undefined, CommandError>>;
};

const failed = (error: SigningError): CommandError => {
	if (error.kind === 'cancelled') return interruptedError();
	const elsewhere =
		error.kind === 'no-permission' ? ' Where others sign with it, -f takes its public half.' : '';
	return failedError(error, `Nothing was sent to Affinidi. ${error.remedy}${elsewhere}`);
};

/** Looks up the key that was named by its reference, with the cloud's own tool, and says what it is. */
export const findWantedKmsKey = async (
	text: string,
	{flags, host, signal, voice}: Pick<Context, 'flags' | 'host' | 'signal' | 'voice'>,
): Promise<Result<KmsKeyWish, CommandError>> => {
	const reference = parseKmsReference(asKmsReference(text));
	if (!reference.ok) return fail(usageError(`--kms: ${reference.error.message}`, reference.error.remedy));
	const named = kmsProfileOf(flags);
	if (!named.ok) return named;
	const profile = named.value;
	const deps = kmsDeps(findPaths(host.variables, host.workingDirectory), host.effects);
	const found = await findKmsKey({reference: reference.value, profile}, deps, signal);
	if (!found.ok) return fail(failed(found.error));
	const {publicJwk, algorithms} = found.value;
	const exact = printKmsReference(found.value.reference);
	const size = keySize(publicJwk);
	voice.note(`${exact} is there${size ? `: ${keySizeWords(size)}` : ''}.`);
	return ok({
		publicJwk,
		algorithms,
		link: {custody: 'kms', kms: {reference: exact, ...(profile !== undefined && {profile})}},
		prove: async algorithm => {
			const tried = await tryKmsKey(found.value, {profile, algorithm}, deps, signal);
			return tried.ok ? tried : fail(failed(tried.error));
		},
	});
};
