import {assertNever, fail, ok, type Result} from '../../result.ts';
import {type Algorithm, algorithms} from '../algorithms.ts';
import {algorithmsFor} from '../fit-algorithm.ts';
import type {PublicJwk} from '../public-jwk.ts';
import type {SigningError, SigningKey} from '../signing-key.ts';
import {verifySignature} from '../verify-signature.ts';
import {awsPublicKey, awsSign, awsTool} from './aws-kms.ts';
import {azTool, azurePublicKey, azureSign} from './azure-kms.ts';
import {gcloudTool, googlePublicKey, googleSign} from './google-kms.ts';
import {joseEcdsa} from './jose-ecdsa.ts';
import type {KmsReference} from './kms-reference.ts';
import {type KmsDeps, type KmsTool, withKmsTool} from './kms-tool.ts';
import type {FoundKmsKey} from './read-kms-key.ts';

/** A key in a KMS, and the profile (AWS), configuration (Google Cloud) or subscription (Azure) that its tool uses. */
export type KmsPlace = {readonly reference: KmsReference; readonly profile?: string | undefined};

const tools: Readonly<Record<KmsReference['cloud'], KmsTool>> = {
	aws: awsTool,
	gcp: gcloudTool,
	azure: azTool,
};

/** What the services call themselves. */
export const kmsServices = {
	aws: awsTool.service,
	gcp: gcloudTool.service,
	azure: azTool.service,
} as const satisfies Record<KmsReference['cloud'], string>;

/** Fetches the public half of a key in a KMS through the cloud's own tool, and says which algorithms it serves. */
export const findKmsKey = async (
	{reference, profile}: KmsPlace,
	deps: KmsDeps,
	signal?: AbortSignal,
): Promise<Result<FoundKmsKey, SigningError>> =>
	withKmsTool(tools[reference.cloud], deps, signal, async task => {
		switch (reference.cloud) {
			case 'aws':
				return awsPublicKey(reference, profile, task);
			case 'gcp':
				return googlePublicKey(reference, profile, task);
			case 'azure':
				return azurePublicKey(reference, profile, task);
			default:
				return assertNever(reference);
		}
	});

const signThere = async (
	{reference, profile}: KmsPlace,
	input: {readonly octets: Uint8Array; readonly algorithm: Algorithm},
	deps: KmsDeps,
	signal: AbortSignal | undefined,
): Promise<Result<Uint8Array, SigningError>> =>
	withKmsTool(tools[reference.cloud], deps, signal, async task => {
		switch (reference.cloud) {
			case 'aws':
				return awsSign(reference, input, profile, task);
			case 'gcp':
				return googleSign(reference, input, profile, task);
			case 'azure':
				return azureSign(reference, input, profile, task);
			default:
				return assertNever(reference);
		}
	});

const doesNotFit = (algorithm: Algorithm, jwk: PublicJwk) =>
	fail<SigningError>({
		kind: 'does-not-fit',
		message: `The key in the cloud does not sign with ${algorithm}.`,
		remedy: `It signs with ${algorithmsFor(jwk).join(' or ')}.`,
	});

const wrongSignature = (cloud: KmsReference['cloud']) =>
	fail<SigningError>({
		kind: 'wrong-signature',
		message: `What ${tools[cloud].service} signed does not fit the public key that is registered.`,
		remedy:
			'It was not used. See whether the reference still names the same key, and one for PKCS#1 v1.5 or ECDSA.',
	});

/**
 * Makes a signing key of a key in a KMS whose public half is known; each signature is made by the cloud's own tool, and
 * given only after it was verified with that public half.
 */
export const kmsSigningKey = (place: KmsPlace, publicJwk: PublicJwk, deps: KmsDeps): SigningKey => ({
	publicJwk,
	async sign(octets, algorithm, signal) {
		if (!algorithmsFor(publicJwk).includes(algorithm)) return doesNotFit(algorithm, publicJwk);
		const {cloud} = place.reference;
		const signed = await signThere(place, {octets, algorithm}, deps, signal);
		if (!signed.ok) return signed;
		const {key} = algorithms[algorithm];
		const isDer = key.type === 'ec' && cloud !== 'azure';
		const signature = isDer ? joseEcdsa(signed.value, key.namedCurve) : signed.value;
		return signature && verifySignature({publicJwk, algorithm}, octets, signature)
			? ok(signature)
			: wrongSignature(cloud);
	},
});
