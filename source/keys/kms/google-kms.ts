import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {ok, type Result} from '../../result.ts';
import {readPrivateFile} from '../../system/read-private-file.ts';
import {sanitise} from '../../text/sanitise.ts';
import {type Algorithm, algorithms} from '../algorithms.ts';
import {fromBase64} from '../import/base64.ts';
import {jsonValue} from '../import/json-value.ts';
import type {SigningError} from '../signing-key.ts';
import type {KmsReference} from './kms-reference.ts';
import {type KmsTask, type KmsTool, toolFailed} from './kms-tool.ts';
import {type FoundKmsKey, readKmsKey, wrongKey} from './read-kms-key.ts';

type GoogleReference = KmsReference & {readonly cloud: 'gcp'};

/** What is known of Google Cloud's CLI. */
export const gcloudTool: KmsTool = {
	name: 'gcloud',
	service: 'Google Cloud KMS',
	variables: {CLOUDSDK_CORE_DISABLE_PROMPTS: '1'},
	told: [
		[
			/UNAUTHENTICATED|do not currently have an active account|refreshing your current auth tokens|Reauthentication|gcloud auth login|Could not automatically determine credentials/u,
			'not-signed-in',
		],
		[/PERMISSION_DENIED|IAM_PERMISSION_DENIED/u, 'no-permission'],
		[/NOT_FOUND/u, 'no-such-key'],
		[/FAILED_PRECONDITION/u, 'wrong-key'],
	],
	remedies: {
		'tool-missing': 'Install the Google Cloud CLI: https://cloud.google.com/sdk/docs/install',
		'not-signed-in': 'Sign in with `gcloud auth login`.',
		'no-permission':
			'It takes the roles Cloud KMS Viewer (roles/cloudkms.viewer) and CryptoKey Signer/Verifier (roles/cloudkms.signerVerifier) on the key.',
		'no-such-key': 'Check project, location, key ring, key and version.',
		'wrong-key': 'Take an enabled version of a key whose purpose is ASYMMETRIC_SIGN.',
	},
};

const placeOf = ({project, location, keyRing, key}: GoogleReference, profile: string | undefined) => [
	...[`--project=${project}`, `--location=${location}`, `--keyring=${keyRing}`, `--key=${key}`, '--quiet'],
	...(profile === undefined ? [] : [`--configuration=${profile}`]),
];

const Description = v.looseObject({algorithm: v.string(), state: v.optional(v.string())});

// A version of a key signs with one algorithm there, and with no other.
const served: ReadonlyArray<readonly [RegExp, Algorithm]> = [
	[/^RSA_SIGN_PKCS1_\d+_SHA256$/u, 'RS256'],
	[/^RSA_SIGN_PKCS1_\d+_SHA512$/u, 'RS512'],
	[/^EC_SIGN_P256_SHA256$/u, 'ES256'],
];

/** Fetches the public half of a key version in Google Cloud KMS. */
export const googlePublicKey = async (
	reference: GoogleReference,
	profile: string | undefined,
	{run}: KmsTask,
): Promise<Result<FoundKmsKey, SigningError>> => {
	const place = placeOf(reference, profile);
	const versions = ['kms', 'keys', 'versions'];
	const [described, fetched] = await Promise.all([
		run([...versions, 'describe', reference.version, ...place, '--format=json']),
		run([...versions, 'get-public-key', reference.version, ...place]),
	]);
	if (!described.ok) return described;
	const parsed = v.safeParse(Description, jsonValue(described.value.toString('utf8')));
	if (!parsed.success) {
		return toolFailed('gcloud answered with something else than was asked for.', 'Try again.');
	}
	const {algorithm: name, state = 'ENABLED'} = parsed.output;
	const [, algorithm] = served.find(([shape]) => shape.test(name)) ?? [];
	if (!algorithm) return wrongKey(`for ${sanitise(name, {graphemes: 60})} alone`);
	if (state !== 'ENABLED') return wrongKey(`not enabled (${sanitise(state, {graphemes: 40})})`);
	if (!fetched.ok) return fetched;
	return readKmsKey(fetched.value.toString('utf8'), reference, each => each === algorithm);
};

const messageFile = 'message';
const signatureFile = 'signature';
const largestSignature = 4096;

/** Has Google Cloud KMS sign octets; ECDSA signatures are in DER. */
export const googleSign = async (
	reference: GoogleReference,
	{octets, algorithm}: {readonly octets: Uint8Array; readonly algorithm: Algorithm},
	profile: string | undefined,
	{run, folder}: KmsTask,
): Promise<Result<Uint8Array, SigningError>> => {
	await writeFile(join(folder, messageFile), octets, {flag: 'wx', mode: 0o600});
	const signed = await run([
		...['kms', 'asymmetric-sign', `--version=${reference.version}`, ...placeOf(reference, profile)],
		`--digest-algorithm=${algorithms[algorithm].hash}`,
		...[`--input-file=${messageFile}`, `--signature-file=${signatureFile}`],
	]);
	if (!signed.ok) return signed;
	const file = await readPrivateFile(join(folder, signatureFile), largestSignature);
	if (!file.ok) return toolFailed('gcloud wrote no signature.', 'Try again.');
	// Its help says base64, what it writes are the octets themselves.
	const {bytes} = file.value;
	return ok(
		/^[\w+/=\s-]+$/u.test(bytes.toString('latin1')) ? (fromBase64(bytes.toString('latin1')) ?? bytes) : bytes,
	);
};
