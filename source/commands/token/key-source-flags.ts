import type {Flag} from '../flag.ts';
import {publicKeyFileFlag} from './public-key-file-flag.ts';

/** The flag that names what a cloud's tool is told to use. */
export const kmsProfileFlag: Flag = {
	name: 'kms-profile',
	value: 'NAME',
	summary: 'Its profile (aws), configuration (gcloud) or subscription (az), where it is not the usual one',
};

/** The flags that name a key in a cloud. */
export const kmsFlags: readonly Flag[] = [
	{
		name: 'kms',
		value: 'KEY',
		summary:
			'A key in AWS, Google Cloud or Azure, which stays there: aws:KEYID@REGION, gcp:projects/…/cryptoKeyVersions/N or azure:https://VAULT/keys/NAME/VERSION',
	},
	kmsProfileFlag,
];

/** The flags that say where a key comes from; `g` says what a new pair is for. */
export const keySourceFlags = (g: string): readonly Flag[] => [
	{name: 'auto-generate-key', short: 'g', summary: g},
	publicKeyFileFlag,
	...kmsFlags,
];
