import {fail, ok, type Result} from '../../result.ts';
import {type CommandError, usageError} from '../command-error.ts';
import type {FlagValues} from '../parse-flags.ts';

const sources = [
	['auto-generate-key', '-g (--auto-generate-key)'],
	['public-key-file', '-f (--public-key-file)'],
	['kms', '--kms'],
] as const;

/** Where a key comes from by its flag. */
export type KeySourceFlag = (typeof sources)[number][0];

/** Says that no flag tells where the key comes from. */
export const noKeySource = (): CommandError =>
	usageError(
		'None of -g (--auto-generate-key), -f (--public-key-file) and --kms is given.',
		'-g makes the key pair on this computer; -f takes the public key in a file; --kms takes a key in AWS, Google Cloud or Azure.',
	);

/** Reads which flag says where the key comes from, of those that the command has; several exclude each other. */
export const givenKeySource = (
	flags: FlagValues,
	known: readonly KeySourceFlag[] = sources.map(([name]) => name),
): Result<KeySourceFlag | undefined, CommandError> => {
	const [first, second] = sources.filter(([name]) => known.includes(name) && flags.has(name));
	if (first && second) return fail(usageError(`${first[1]} and ${second[1]} exclude each other.`));
	if (flags.has('kms-profile') && !flags.has('kms')) return fail(usageError('--kms-profile needs --kms.'));
	const [source, words] = first ?? [];
	const isEmpty = source !== undefined && source !== 'auto-generate-key' && flags.text(source) === '';
	return isEmpty ? fail(usageError(`${words} is empty.`)) : ok(source);
};
