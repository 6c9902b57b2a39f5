import {createHash} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {ok, type Result} from '../../result.ts';
import {type Algorithm, algorithms} from '../algorithms.ts';
import {fromBase64} from '../import/base64.ts';
import {jsonValue} from '../import/json-value.ts';
import type {SigningError} from '../signing-key.ts';
import {type KmsReference, parseKmsReference} from './kms-reference.ts';
import {type KmsTask, type KmsTool, toolFailed} from './kms-tool.ts';
import {type FoundKmsKey, readKmsKey} from './read-kms-key.ts';

type AwsReference = KmsReference & {readonly cloud: 'aws'};

/** What AWS KMS calls the algorithms (RSASSA-PKCS1-v1_5 and ECDSA alone). */
export const awsAlgorithms: Readonly<Record<Algorithm, string>> = {
	RS256: 'RSASSA_PKCS1_V1_5_SHA_256',
	RS512: 'RSASSA_PKCS1_V1_5_SHA_512',
	ES256: 'ECDSA_SHA_256',
	ES512: 'ECDSA_SHA_512',
};

/** What is known of the AWS CLI. */
export const awsTool: KmsTool = {
	name: 'aws',
	service: 'AWS KMS',
	variables: {AWS_PAGER: '', AWS_CLI_AUTO_PROMPT: 'off'},
	told: [
		[/\((?:NotFoundException|InvalidArnException)\)/u, 'no-such-key'],
		[
			/\((?:\w{0,60}UnsupportedOperation\w{0,60}|InvalidKeyUsageException|DisabledException|KMSInvalidStateException)\)/u,
			'wrong-key',
		],
		[/\((?:AccessDenied\w*|KMSAccessDenied\w*)\)/u, 'no-permission'],
		[
			/\((?:UnrecognizedClient\w*|InvalidClientTokenId|Expired\w*|InvalidSignatureException|MissingAuthenticationToken\w*|IncompleteSignature\w*|SignatureDoesNotMatch|InvalidIdentityToken\w*)\)/u,
			'not-signed-in',
		],
		[
			/Unable to locate credentials|Partial credentials|SSO session|SSO Token|Token (?:has expired|does not exist)|config profile .{0,200} could not be found|MFA|must specify a region|aws sso login|aws login/u,
			'not-signed-in',
		],
	],
	remedies: {
		'tool-missing': 'Install the AWS CLI: https://aws.amazon.com/cli/',
		'not-signed-in':
			'Sign in with `aws sso login` or `aws configure`, and see with `aws sts get-caller-identity`; a region can stand behind the key: aws:KEYID@REGION.',
		'no-permission': 'It takes the rights kms:GetPublicKey and kms:Sign on the key.',
		'no-such-key': 'Check the id, the region (aws:KEYID@REGION) and the profile (--kms-profile).',
		'wrong-key':
			'Take an enabled key that is made for signing (SIGN_VERIFY): RSA, ECC_NIST_P256 or ECC_NIST_P521.',
	},
};

const placeOf = ({keyId, region = keyId.split(':')[3]}: AwsReference, profile: string | undefined) => [
	...['--key-id', keyId, '--output', 'json'],
	...(region === undefined ? [] : ['--region', region]),
	...(profile === undefined ? [] : ['--profile', profile]),
];

const KeyAnswer = v.looseObject({
	KeyId: v.optional(v.string()),
	SigningAlgorithms: v.optional(v.array(v.string())),
});

const unreadable = () => toolFailed('aws answered with something else than was asked for.', 'Try again.');

/** The key behind an alias; where the answer names none, the reference as it was given. */
const exact = (given: AwsReference, arn: string | undefined): AwsReference => {
	const parsed = parseKmsReference(`aws:${arn}`);
	return parsed.ok && parsed.value.cloud === 'aws' ? {...parsed.value} : given;
};

/** Fetches the public half of a key in AWS KMS. */
export const awsPublicKey = async (
	reference: AwsReference,
	profile: string | undefined,
	{run}: KmsTask,
): Promise<Result<FoundKmsKey, SigningError>> => {
	const answered = await run(['kms', 'get-public-key', ...placeOf(reference, profile)]);
	if (!answered.ok) return answered;
	const text = answered.value.toString('utf8');
	const answer = v.safeParse(KeyAnswer, jsonValue(text));
	if (!answer.success) return unreadable();
	const {KeyId: arn, SigningAlgorithms: names} = answer.output;
	return readKmsKey(text, exact(reference, arn), each => names?.includes(awsAlgorithms[each]) ?? true);
};

// What is longer has to be hashed here.
const longestMessage = 4096;
const messageFile = 'message';

const SignAnswer = v.looseObject({Signature: v.string()});

/** Has AWS KMS sign octets; ECDSA signatures are in DER. */
export const awsSign = async (
	reference: AwsReference,
	{octets, algorithm}: {readonly octets: Uint8Array; readonly algorithm: Algorithm},
	profile: string | undefined,
	{run, folder}: KmsTask,
): Promise<Result<Uint8Array, SigningError>> => {
	const isRaw = octets.length <= longestMessage;
	const {hash} = algorithms[algorithm];
	const message = isRaw ? octets : createHash(hash).update(octets).digest();
	// In an argument its form would depend on the version and the settings of the tool.
	await writeFile(join(folder, messageFile), message, {flag: 'wx', mode: 0o600});
	const signed = await run([
		...['kms', 'sign', '--message', `fileb://${messageFile}`, '--message-type', isRaw ? 'RAW' : 'DIGEST'],
		...['--signing-algorithm', awsAlgorithms[algorithm]],
		...placeOf(reference, profile),
	]);
	if (!signed.ok) return signed;
	const answer = v.safeParse(SignAnswer, jsonValue(signed.value.toString('utf8')));
	const signature = answer.success ? fromBase64(answer.output.Signature) : undefined;
	return signature ? ok(signature) : unreadable();
};
