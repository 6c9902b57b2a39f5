import type {Algorithm} from '../algorithms.ts';
import type {KmsReference} from './kms-reference.ts';

type Cloud = KmsReference['cloud'];

const aws = 'aws kms create-key --key-usage SIGN_VERIFY --key-spec';
const google =
	'gcloud kms keys create K --location L --keyring R --purpose asymmetric-signing --default-algorithm';
const azure = 'az keyvault key create --vault-name VAULT --name NAME --ops sign verify';

const recipes: Readonly<Record<Cloud, Readonly<Record<Algorithm, string | undefined>>>> = {
	aws: {
		RS256: `${aws} RSA_4096`,
		RS512: `${aws} RSA_4096`,
		ES256: `${aws} ECC_NIST_P256`,
		ES512: `${aws} ECC_NIST_P521`,
	},
	gcp: {
		RS256: `${google} rsa-sign-pkcs1-4096-sha256`,
		RS512: `${google} rsa-sign-pkcs1-4096-sha512`,
		ES256: `${google} ec-sign-p256-sha256`,
		ES512: undefined,
	},
	azure: {
		RS256: `${azure} --kty RSA --size 4096`,
		RS512: `${azure} --kty RSA --size 4096`,
		ES256: `${azure} --kty EC --curve P-256`,
		ES512: `${azure} --kty EC --curve P-521`,
	},
};

const listings: Readonly<Record<Cloud, string>> = {
	aws: 'pat-tui key list --kms aws:@REGION',
	gcp: 'pat-tui key list --kms gcp:projects/P/locations/L/keyRings/R',
	azure: 'pat-tui key list --kms azure:https://VAULT.vault.azure.net',
};

/** Gives the command that makes a key for an algorithm in a cloud; undefined where the cloud has no such keys. */
export const kmsRecipe = (cloud: Cloud, algorithm: Algorithm): string | undefined =>
	recipes[cloud][algorithm];

/** Says what helps with a reference that is being typed: how it is written, and the command that makes a key for it. */
export const kmsHints = (typed: string, algorithm: Algorithm): readonly string[] => {
	const cloud = (['aws', 'gcp', 'azure'] as const).find(each => typed.startsWith(`${each}:`));
	if (!cloud) {
		return [
			'AWS           aws:KEYID@REGION or aws:alias/NAME',
			'Google Cloud  gcp:projects/P/locations/L/keyRings/R/…',
			'Azure         azure:https://VAULT.vault.azure.net/keys/NAME',
		];
	}
	const command = kmsRecipe(cloud, algorithm);
	return command === undefined
		? [`Google Cloud has no keys for ${algorithm}.`]
		: [`This makes a key for ${algorithm}:`, command, `\`${listings[cloud]}\` lists those that are there.`];
};
