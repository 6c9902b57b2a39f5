import {isKmsProfile} from '../../keys/kms/kms-reference.ts';
import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, usageError} from '../command-error.ts';
import type {FlagValues} from '../parse-flags.ts';

/** Reads the profile for a cloud's tool, where one is given. */
export const kmsProfileOf = (flags: FlagValues): Result<string | undefined, CommandError> => {
	const profile = flags.text('kms-profile');
	return profile === undefined || isKmsProfile(profile)
		? ok(profile)
		: fail(usageError('--kms-profile: this can not be the name of a profile.'));
};
