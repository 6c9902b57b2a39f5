import {ok, type Result} from '../../result.ts';
import type {Algorithm} from '../algorithms.ts';
import type {SigningError} from '../signing-key.ts';
import {type KmsPlace, kmsSigningKey} from './kms-signing-key.ts';
import type {KmsDeps} from './kms-tool.ts';
import type {FoundKmsKey} from './read-kms-key.ts';

// Of no use to anybody: an assertion has another form.
const trial = Buffer.from('pat-tui tries whether this key signs');

/** Sees that a key in a KMS really signs with an algorithm, before a token is made of it. */
export const tryKmsKey = async (
	{publicJwk, reference}: FoundKmsKey,
	{profile, algorithm}: Pick<KmsPlace, 'profile'> & {readonly algorithm: Algorithm},
	deps: KmsDeps,
	signal?: AbortSignal,
): Promise<Result<undefined, SigningError>> => {
	const signed = await kmsSigningKey({reference, profile}, publicJwk, deps).sign(trial, algorithm, signal);
	return signed.ok ? ok(undefined) : signed;
};
