import * as v from 'valibot';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {jsonValue} from '../import/json-value.ts';
import type {SigningError} from '../signing-key.ts';
import {awsTool} from './aws-kms.ts';
import {azTool} from './azure-kms.ts';
import {gcloudTool} from './google-kms.ts';
import {type BadReference, type KmsReference, parseKmsReference} from './kms-reference.ts';
import {type KmsDeps, type KmsTask, type KmsTool, toolFailed, withKmsTool} from './kms-tool.ts';

/** A key that was listed: its reference, or for Google Cloud the place of its versions, and what is known of it. */
export type ListedKmsKey = {readonly reference: string; readonly about: string};

/** Where keys are listed: a region of AWS, a key ring or the versions of a key in Google Cloud, a vault of Azure. */
type Place =
	| {readonly cloud: 'aws'; readonly region: string | undefined}
	| {
			readonly cloud: 'gcp';
			readonly ring: KmsReference & {readonly cloud: 'gcp'};
			readonly key: string | undefined;
	  }
	| {readonly cloud: 'azure'; readonly vault: string};

type Listing = Result<readonly ListedKmsKey[], SigningError>;

const most = '100';

/** Reads a place: completed to a reference, it has to be one. */
const parsePlace = (text: string): Place | undefined => {
	const complete = (rest: string) => {
		const parsed = parseKmsReference(rest);
		return parsed.ok ? parsed.value : undefined;
	};
	const aws = text.startsWith('aws:') ? complete(text.replace('aws:', 'aws:alias/a')) : undefined;
	if (aws?.cloud === 'aws' && aws.keyId === 'alias/a') return {cloud: 'aws', region: aws.region};
	const ring = complete(`${text}/cryptoKeys/k/cryptoKeyVersions/1`);
	if (ring?.cloud === 'gcp') return {cloud: 'gcp', ring, key: undefined};
	const key = complete(`${text}/cryptoKeyVersions/1`);
	if (key?.cloud === 'gcp') return {cloud: 'gcp', ring: key, key: key.key};
	const vault = complete(`${text.replace(/\/$/u, '')}/keys/k`);
	return vault?.cloud === 'azure' && vault.name === 'k' ? {cloud: 'azure', vault: vault.vault} : undefined;
};

const read = async <T>(
	{run}: KmsTask,
	args: readonly string[],
	schema: v.GenericSchema<unknown, T>,
): Promise<Result<T, SigningError>> => {
	const answered = await run(args);
	if (!answered.ok) return answered;
	const parsed = v.safeParse(schema, jsonValue(answered.value.toString('utf8')));
	return parsed.success
		? ok(parsed.output)
		: toolFailed('What the tool answered is no list of keys.', 'Try again.');
};

const Keys = v.looseObject({Keys: v.array(v.looseObject({KeyId: v.string()}))});
const Aliases = v.looseObject({
	Aliases: v.array(v.looseObject({AliasName: v.string(), TargetKeyId: v.optional(v.string())})),
});

const listAws = async (
	{region}: Place & {readonly cloud: 'aws'},
	profile: string | undefined,
	task: KmsTask,
): Promise<Listing> => {
	const more = [
		...['--max-items', most, '--output', 'json'],
		...(region === undefined ? [] : ['--region', region]),
		...(profile === undefined ? [] : ['--profile', profile]),
	];
	const [keys, aliases] = await Promise.all([
		read(task, ['kms', 'list-keys', ...more], Keys),
		read(task, ['kms', 'list-aliases', ...more], Aliases),
	]);
	if (!keys.ok) return keys;
	if (!aliases.ok) return aliases;
	const at = region === undefined ? '' : `@${region}`;
	const listed = keys.value.Keys.map(({KeyId: id}) => {
		const alias = aliases.value.Aliases.find(({TargetKeyId: target}) => target === id)?.AliasName;
		return {reference: `aws:${alias ?? id}${at}`, about: alias ? id : ''};
	});
	// Those that AWS made for its own services sign for nobody else.
	return ok(listed.filter(({reference}) => !reference.startsWith('aws:alias/aws/')));
};

const GoogleKeys = v.array(
	v.looseObject({
		name: v.string(),
		algorithm: v.optional(v.string()),
		versionTemplate: v.optional(v.looseObject({algorithm: v.optional(v.string())})),
	}),
);

const listGoogle = async (
	{ring: {project, location, keyRing}, key}: Place & {readonly cloud: 'gcp'},
	profile: string | undefined,
	task: KmsTask,
): Promise<Listing> => {
	const what =
		key === undefined
			? ['kms', 'keys', 'list', '--filter=purpose=ASYMMETRIC_SIGN']
			: ['kms', 'keys', 'versions', 'list', `--key=${key}`, '--filter=state=ENABLED'];
	const listed = await read(
		task,
		[
			...what,
			...[`--project=${project}`, `--location=${location}`, `--keyring=${keyRing}`],
			...[`--limit=${most}`, '--format=json', '--quiet'],
			...(profile === undefined ? [] : [`--configuration=${profile}`]),
		],
		GoogleKeys,
	);
	if (!listed.ok) return listed;
	return ok(
		listed.value.map(({name, algorithm, versionTemplate}) => ({
			reference: `gcp:${name}`,
			about: algorithm ?? versionTemplate?.algorithm ?? '',
		})),
	);
};

const AzureKeys = v.array(
	v.looseObject({
		kid: v.string(),
		attributes: v.optional(v.looseObject({enabled: v.optional(v.nullable(v.boolean()))})),
	}),
);

const listAzure = async (
	{vault}: Place & {readonly cloud: 'azure'},
	profile: string | undefined,
	task: KmsTask,
): Promise<Listing> => {
	const [name = ''] = vault.split('.');
	const listed = await read(
		task,
		[
			...['keyvault', 'key', 'list', vault.includes('.managedhsm.') ? '--hsm-name' : '--vault-name', name],
			...['--maxresults', most, '--output', 'json', '--only-show-errors'],
			...(profile === undefined ? [] : ['--subscription', profile]),
		],
		AzureKeys,
	);
	if (!listed.ok) return listed;
	return ok(
		listed.value.map(({kid, attributes}) => ({
			reference: `azure:${kid}`,
			about: attributes?.enabled === false ? 'disabled' : '',
		})),
	);
};

const tools: Readonly<Record<Place['cloud'], KmsTool>> = {aws: awsTool, gcp: gcloudTool, azure: azTool};

/**
 * Lists keys of a cloud, a hundred at most, through its own tool: `aws:[@REGION]`, `gcp:projects/P/locations/L/keyRings/R` for
 * the keys of a ring and with `/cryptoKeys/K` for the versions of one, `azure:https://VAULT`. Whether one can sign shows when
 * it is taken.
 */
export const listKmsKeys = async (
	text: string,
	profile: string | undefined,
	deps: KmsDeps,
	signal?: AbortSignal,
): Promise<Result<readonly ListedKmsKey[], SigningError | BadReference>> => {
	const place = parsePlace(text);
	if (!place) {
		return fail({
			kind: 'bad-reference',
			message: 'This is no place where keys of a cloud are.',
			remedy:
				'Write aws:@REGION, gcp:projects/P/locations/L/keyRings/R or azure:https://VAULT.vault.azure.net.',
		});
	}
	const listed = await withKmsTool(tools[place.cloud], deps, signal, async (task): Promise<Listing> => {
		if (place.cloud === 'aws') return listAws(place, profile, task);
		return place.cloud === 'gcp' ? listGoogle(place, profile, task) : listAzure(place, profile, task);
	});
	if (!listed.ok) return listed;
	return ok(
		listed.value.map(({reference, about}) => ({
			reference: sanitise(reference, {graphemes: 500}),
			about: sanitise(about),
		})),
	);
};
