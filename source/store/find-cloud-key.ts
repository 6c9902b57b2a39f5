import type {Algorithm} from '../keys/algorithms.ts';
import {
	asKmsReference,
	isKmsProfile,
	parseKmsReference,
	printKmsReference,
} from '../keys/kms/kms-reference.ts';
import {findKmsKey, kmsServices} from '../keys/kms/kms-signing-key.ts';
import type {KmsDeps} from '../keys/kms/kms-tool.ts';
import {tryKmsKey} from '../keys/kms/try-kms-key.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Brought} from './key-choice.ts';

/** What was typed about a key in a cloud, and the algorithm that was chosen before. */
export type CloudKeyWish = {
	readonly reference: string;
	readonly profile: string;
	readonly algorithm: Algorithm;
};

/** Looks up a key in a cloud with the cloud's own tool, and sees that it signs. */
export const findCloudKey = async (
	{reference: typed, profile: typedProfile, algorithm}: CloudKeyWish,
	deps: KmsDeps,
	signal: AbortSignal,
): Promise<Result<Brought, {readonly message: string; readonly remedy: string}>> => {
	const reference = parseKmsReference(asKmsReference(typed));
	if (!reference.ok) return reference;
	const profile = typedProfile.trim() || undefined;
	if (profile !== undefined && !isKmsProfile(profile)) {
		return fail({
			message: 'This can not be the name of a profile.',
			remedy: 'Leave it empty for the usual one.',
		});
	}
	const found = await findKmsKey({reference: reference.value, profile}, deps, signal);
	if (!found.ok) return found;
	const {publicJwk, thumbprint, algorithms} = found.value;
	const [usual = algorithm] = algorithms;
	const tried = await tryKmsKey(
		found.value,
		{profile, algorithm: algorithms.includes(algorithm) ? algorithm : usual},
		deps,
		signal,
	);
	if (!tried.ok) return tried;
	const kms = {reference: printKmsReference(found.value.reference), ...(profile !== undefined && {profile})};
	const form = `a key in ${kmsServices[reference.value.cloud]}`;
	return ok({
		key: {publicJwk, thumbprint, algorithms, form},
		file: undefined,
		isHalf: false,
		link: {custody: 'kms', kms},
	});
};
