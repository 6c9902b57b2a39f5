import {assertNever, fail, ok, type Result} from '../../result.ts';

/** A key in a cloud's key management service; each part is made of a few letters only and never begins with `-`. */
export type KmsReference =
	| {
			readonly cloud: 'aws';
			/** A key id, an alias (`alias/NAME`) or an ARN of either. */
			readonly keyId: string;
			/** That of an ARN stands in it alone. */
			readonly region?: string;
	  }
	| {
			readonly cloud: 'gcp';
			readonly project: string;
			readonly location: string;
			readonly keyRing: string;
			readonly key: string;
			readonly version: string;
	  }
	| {
			readonly cloud: 'azure';
			/** A host. */
			readonly vault: string;
			readonly name: string;
			/** The newest one unless given. */
			readonly version?: string;
	  };

/** Says what is wrong with a reference, and what one looks like. */
export type BadReference = {
	readonly kind: 'bad-reference';
	readonly message: string;
	readonly remedy: string;
};

const region = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/u;
const awsKey = String.raw`(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})`;
const awsAlias = String.raw`alias(?:/[\w-]{1,250}){1,10}`;
const awsKeyId = new RegExp(`^(?:${awsKey}|${awsAlias})$`, 'u');
const awsArn = new RegExp(
	String.raw`^arn:aws(?:-[a-z]{2,6}){0,2}:kms:([a-z\d-]{6,32}):\d{12}:(?:key/${awsKey}|${awsAlias})$`,
	'u',
);

const googleName = String.raw`[A-Za-z\d_][\w-]{0,62}`;
const googleKey = new RegExp(
	String.raw`^projects/((?:[a-z][a-z\d.-]{0,62}:)?[a-z][a-z\d-]{4,28}[a-z\d])/locations/([a-z][a-z\d-]{0,62})/keyRings/(${googleName})/cryptoKeys/(${googleName})/cryptoKeyVersions/([1-9]\d{0,9})$`,
	'u',
);

/** The hosts that vaults and managed HSMs have in Azure and its sovereign clouds. */
export const vaultHosts = [
	'vault.azure.net',
	'managedhsm.azure.net',
	'vault.azure.cn',
	'managedhsm.azure.cn',
	'vault.usgovcloudapi.net',
	'managedhsm.usgovcloudapi.net',
	'vault.microsoftazure.de',
	'managedhsm.microsoftazure.de',
] as const;

const azureKey =
	/^https:\/\/([a-z][a-z\d-]{1,22}[a-z\d])\.([a-z.]{1,40})\/keys\/([A-Za-z\d][A-Za-z\d-]{0,126})(?:\/([\da-f]{32}))?$/u;

/** How the key of each cloud is written. */
export const kmsForms: Readonly<Record<KmsReference['cloud'], string>> = {
	aws: 'aws:KEYID@REGION, in which KEYID is the id of a key, alias/NAME or an ARN',
	gcp: 'gcp:projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/N',
	azure: 'azure:https://VAULT.vault.azure.net/keys/NAME/VERSION',
};

const bad = (message: string, cloud?: KmsReference['cloud']) =>
	fail<BadReference>({
		kind: 'bad-reference',
		message,
		remedy: cloud ? `Write ${kmsForms[cloud]}.` : `Write one of ${Object.values(kmsForms).join('; ')}.`,
	});

type Parsed = Result<KmsReference, BadReference>;

const parseAws = (rest: string): Parsed => {
	const [keyId = '', named, ...more] = rest.split('@');
	if (more.length > 0 || (named !== undefined && !region.test(named))) {
		return bad('What follows the @ is no region of AWS.', 'aws');
	}
	const [, own] = awsArn.exec(keyId) ?? [];
	if (own !== undefined) {
		if (!region.test(own)) return bad('The region in the ARN is none of AWS.', 'aws');
		if (named !== undefined && named !== own) return bad('The ARN names another region than the @.', 'aws');
		return ok({cloud: 'aws', keyId});
	}
	if (!awsKeyId.test(keyId)) return bad('This is no key of AWS KMS.', 'aws');
	return ok({cloud: 'aws', keyId, ...(named !== undefined && {region: named})});
};

const parseGoogle = (rest: string): Parsed => {
	const [, project, location, keyRing, key, version] = googleKey.exec(rest) ?? [];
	if (project && location && keyRing && key && version) {
		return ok({cloud: 'gcp', project, location, keyRing, key, version});
	}
	const isWithoutVersion = googleKey.test(`${rest}/cryptoKeyVersions/1`);
	return bad(
		isWithoutVersion ? 'The version of the key is missing.' : 'This is no key version of Google Cloud KMS.',
		'gcp',
	);
};

const parseAzure = (rest: string): Parsed => {
	const [, vault, host, name, version] = azureKey.exec(rest) ?? [];
	if (!vault || !host || !name) return bad('This is no key of Azure Key Vault.', 'azure');
	if (!vaultHosts.some(each => each === host)) return bad('This host is none of Azure Key Vault.', 'azure');
	return ok({cloud: 'azure', vault: `${vault}.${host}`, name, ...(version !== undefined && {version})});
};

const longest = 1024;

/** Reads a reference: `aws:KEYID[@REGION]`, `gcp:projects/…/cryptoKeyVersions/N` or `azure:https://VAULT/keys/NAME[/VERSION]`. */
export const parseKmsReference = (text: string): Parsed => {
	const [, cloud, rest = ''] = /^(aws|gcp|azure):(.*)$/u.exec(text.slice(0, longest + 1)) ?? [];
	if (text.length > longest) return bad('This is too long for a key in a cloud.');
	if (cloud === 'aws') return parseAws(rest);
	if (cloud === 'gcp') return parseGoogle(rest);
	if (cloud === 'azure') return parseAzure(rest);
	return bad('This is no key in AWS, Google Cloud or Azure.');
};

/** Writes what the clouds themselves call a key (an ARN, a resource name, an address) as a reference; other text stays, trimmed. */
export const asKmsReference = (text: string): string => {
	const typed = text.trim();
	if (typed.startsWith('arn:')) return `aws:${typed}`;
	if (typed.startsWith('projects/')) return `gcp:${typed}`;
	return typed.startsWith('https://') ? `azure:${typed}` : typed;
};

/** Tells whether a text is meant as a key in a cloud, however it goes on. */
export const isKmsReference = (text: string): boolean => /^(?:aws|gcp|azure):/u.test(text);

/** Tells whether a text that was typed where a file is wanted names a key in a cloud, as pat-tui or the cloud writes it. */
export const namesKmsKey = (text: string): boolean => {
	const meant = asKmsReference(text);
	return (
		parseKmsReference(meant).ok || /^(?:aws:arn:aws[a-z-]*:kms:|gcp:projects\/.*\/cryptoKeys\/)/u.test(meant)
	);
};

/** Writes a reference as it is read. */
export const printKmsReference = (reference: KmsReference): string => {
	switch (reference.cloud) {
		case 'aws':
			return `aws:${reference.keyId}${reference.region === undefined ? '' : `@${reference.region}`}`;
		case 'gcp': {
			const {project, location, keyRing, key, version} = reference;
			return `gcp:projects/${project}/locations/${location}/keyRings/${keyRing}/cryptoKeys/${key}/cryptoKeyVersions/${version}`;
		}
		case 'azure': {
			const {vault, name, version} = reference;
			return `azure:https://${vault}/keys/${name}${version === undefined ? '' : `/${version}`}`;
		}
		default:
			return assertNever(reference);
	}
};

const profile = /^\w[\w.@+=, -]{0,127}$/u;

/** Tells whether a text may be the name of a profile (AWS), a configuration (Google Cloud) or a subscription (Azure). */
export const isKmsProfile = (text: string): boolean => profile.test(text);
