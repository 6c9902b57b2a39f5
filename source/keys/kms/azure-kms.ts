import {createHash} from 'node:crypto';
import * as v from 'valibot';
import {ok, type Result} from '../../result.ts';
import {type Algorithm, algorithms} from '../algorithms.ts';
import {fromBase64} from '../import/base64.ts';
import {jsonValue} from '../import/json-value.ts';
import type {SigningError} from '../signing-key.ts';
import {type KmsReference, parseKmsReference, printKmsReference} from './kms-reference.ts';
import {type KmsTask, type KmsTool, toolFailed} from './kms-tool.ts';
import {type FoundKmsKey, readKmsKey, wrongKey} from './read-kms-key.ts';

type AzureReference = KmsReference & {readonly cloud: 'azure'};

/** What is known of the Azure CLI. */
export const azTool: KmsTool = {
	name: 'az',
	service: 'Azure Key Vault',
	variables: {AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_DISABLE_CONFIRM_PROMPT: 'true'},
	told: [
		[
			/az login|AADSTS\d+|\(Unauthorized\)|AKV10032|refresh token has expired|Subscription '[^'\n]{0,200}' not found/u,
			'not-signed-in',
		],
		[/KeyDisabled|disabled key|not permitted on this key|\(KeyOperationForbidden\)/u, 'wrong-key'],
		[
			/\(Forbidden\)|AuthorizationFailed|does not have keys|ForbiddenByRbac|ForbiddenByPolicy/u,
			'no-permission',
		],
		[
			/\(KeyNotFound\)|was not found in this key vault|VaultNotFound|Failed to resolve|Name or service not known/u,
			'no-such-key',
		],
		[/\(BadParameter\)/u, 'wrong-key'],
	],
	remedies: {
		'tool-missing': 'Install the Azure CLI: https://learn.microsoft.com/cli/azure/install-azure-cli',
		'not-signed-in': 'Sign in with `az login`.',
		'no-permission': 'It takes the rights to get a key and to sign with it: the role Key Vault Crypto User.',
		'no-such-key': 'Check the vault, the name and the version.',
		'wrong-key': 'Take an enabled key that is allowed to sign: RSA, EC on P-256 or EC on P-521.',
	},
};

const placeOf = (reference: AzureReference, profile: string | undefined) => [
	...['--id', printKmsReference(reference).replace(/^azure:/u, ''), '--output', 'json', '--only-show-errors'],
	...(profile === undefined ? [] : ['--subscription', profile]),
];

const KeyAnswer = v.looseObject({
	attributes: v.optional(v.looseObject({enabled: v.optional(v.nullable(v.boolean()))})),
	key: v.looseObject({
		kid: v.optional(v.nullable(v.string())),
		keyOps: v.optional(v.nullable(v.array(v.string()))),
	}),
});

const unreadable = () => toolFailed('az answered with something else than was asked for.', 'Try again.');

/** The version that was answered with; where it is not told, the reference as it was given. */
const exact = (given: AzureReference, id: string | null | undefined): AzureReference => {
	const parsed = parseKmsReference(`azure:${id}`);
	return parsed.ok && parsed.value.cloud === 'azure' ? parsed.value : given;
};

/** Fetches the public half of a key in Azure Key Vault. */
export const azurePublicKey = async (
	reference: AzureReference,
	profile: string | undefined,
	{run}: KmsTask,
): Promise<Result<FoundKmsKey, SigningError>> => {
	const answered = await run(['keyvault', 'key', 'show', ...placeOf(reference, profile)]);
	if (!answered.ok) return answered;
	const text = answered.value.toString('utf8');
	const answer = v.safeParse(KeyAnswer, jsonValue(text));
	if (!answer.success) return unreadable();
	const {attributes, key} = answer.output;
	if (attributes?.enabled === false) return wrongKey('disabled');
	if (key.keyOps && !key.keyOps.includes('sign')) return wrongKey('not allowed to sign');
	return readKmsKey(text, exact(reference, key.kid), () => true);
};

// The member was named otherwise by earlier versions of the tool.
const SignAnswer = v.union([
	v.pipe(
		v.looseObject({signature: v.string()}),
		v.transform(({signature}) => signature),
	),
	v.pipe(
		v.looseObject({result: v.string()}),
		v.transform(({result}) => result),
	),
	v.pipe(
		v.looseObject({value: v.string()}),
		v.transform(({value}) => value),
	),
]);

/** Has Azure Key Vault sign octets; its signatures have JOSE's form. */
export const azureSign = async (
	reference: AzureReference,
	{octets, algorithm}: {readonly octets: Uint8Array; readonly algorithm: Algorithm},
	profile: string | undefined,
	{run}: KmsTask,
): Promise<Result<Uint8Array, SigningError>> => {
	const digest = createHash(algorithms[algorithm].hash).update(octets).digest('base64');
	const signed = await run([
		...['keyvault', 'key', 'sign', '--algorithm', algorithm, '--digest', digest],
		...placeOf(reference, profile),
	]);
	if (!signed.ok) return signed;
	const answer = v.safeParse(SignAnswer, jsonValue(signed.value.toString('utf8')));
	const signature = answer.success ? fromBase64(answer.output) : undefined;
	return signature ? ok(signature) : unreadable();
};
