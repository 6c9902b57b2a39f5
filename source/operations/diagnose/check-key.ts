import type {KeyObject} from 'node:crypto';
import type {EnvFile} from '../../exports/read-dotenv.ts';
import {sdkRefusal} from '../../exports/sdk-refusal.ts';
import type {KeyForm, Sdk} from '../../exports/sdks.ts';
import {type ForeignKeyError, readForeignKey} from '../../keys/import/read-foreign-key.ts';
import {keySize, keySizeWords} from '../../keys/key-size.ts';
import {publicJwkOf} from '../../keys/public-jwk.ts';
import {makeSecret} from '../../text/secret.ts';
import {type Check, fine, unseen, wrong} from './check.ts';
import {keyShape} from './key-shape.ts';

/** What was found about the private key of a `.env` file; with the key where it could be opened. */
export type CheckedKey = {
	readonly checks: readonly Check[];
	readonly opened?: {
		readonly privateKey: KeyObject;
		readonly isEncrypted: boolean;
		readonly form: KeyForm | undefined;
	};
};

const notOpened = (check: Check): readonly Check[] => [
	check,
	unseen('passphrase', 'the key can not be opened'),
	unseen('sdk', 'the key can not be opened'),
];

const locked = (error: ForeignKeyError, passphraseLine: number | undefined): readonly Check[] => {
	const sdk = unseen('sdk', 'the key can not be opened');
	const key = fine('key', 'an encrypted key');
	if (error.kind === 'needs-passphrase') {
		const remedy = 'Add PASSPHRASE.';
		return [
			key,
			wrong('passphrase', 'The key is encrypted, and PASSPHRASE is missing.', remedy, passphraseLine),
			sdk,
		];
	}
	if (error.kind === 'wrong-passphrase') {
		const remedy =
			'Give the one that the key was encrypted with; a # or a quote in it needs quotes around it.';
		return [key, wrong('passphrase', 'PASSPHRASE does not open the key.', remedy, passphraseLine), sdk];
	}
	return [];
};

const byPassphrase = (
	isEncrypted: boolean,
	hasPassphrase: boolean,
	{sdk, line}: {readonly sdk: Sdk | undefined; readonly line: number | undefined},
): Check => {
	if (isEncrypted) return fine('passphrase', 'it opens the key');
	if (!hasPassphrase) return fine('passphrase', 'none is needed: the key is not encrypted');
	if (sdk && !sdk.failsWithNeedlessPassphrase) {
		return fine('passphrase', `the key is not encrypted, and the ${sdk.name} SDK does not mind`);
	}
	const who = sdk ? `the ${sdk.name} SDK fails` : 'the Java, Dart and .NET SDKs fail';
	const what = `PASSPHRASE stands beside a key that is not encrypted: ${who} then.`;
	return wrong('passphrase', what, 'Take PASSPHRASE out.', line);
};

const bySdk = (
	file: EnvFile,
	{privateKey, isEncrypted, form}: NonNullable<CheckedKey['opened']>,
	sdk: Sdk | undefined,
): Check => {
	const size = keySize(publicJwkOf(privateKey));
	const words = size ? keySizeWords(size) : '';
	if (!sdk) {
		return size?.type === 'EC'
			? fine('sdk', `no official SDK signs with this key (${words}); code of your own may`)
			: fine('sdk', 'none was named; --as (a on the screen) looks at it as one of them does');
	}
	const value = (name: string) => file.entries.get(name)?.value || undefined;
	const refusal = sdkRefusal(sdk, {
		tokenId: value('TOKEN_ID') ?? '',
		projectId: value('PROJECT_ID'),
		keyId: value('KEY_ID'),
		size,
		form,
		isEncrypted,
		// Said by the check of the passphrase.
		hasPassphrase: isEncrypted,
	});
	return refusal
		? wrong('sdk', refusal.message, refusal.remedy)
		: fine('sdk', `the ${sdk.name} SDK takes this key (${words})`);
};

/** Looks at the private key of a `.env` file and its passphrase: their form, whether the key opens, and what an SDK makes of it. */
export const checkKey = async (file: EnvFile, sdk: Sdk | undefined): Promise<CheckedKey> => {
	const entry = file.entries.get('PRIVATE_KEY');
	if (!entry || entry.value.trim() === '') {
		return {checks: notOpened(unseen('key', 'there is none'))};
	}
	const shape = keyShape(entry, file, sdk);
	if ('check' in shape) return {checks: notOpened(shape)};
	const passphrase = file.entries.get('PASSPHRASE');
	const hasPassphrase = passphrase !== undefined && passphrase.value !== '';
	const read = await readForeignKey(
		Buffer.from(shape.text),
		hasPassphrase ? makeSecret(passphrase.value) : undefined,
	);
	if (!read.ok) {
		const checks = locked(read.error, passphrase?.line);
		if (checks.length > 0) return {checks};
		const isUnsupported = read.error.kind === 'unsupported-key';
		const damaged = wrong(
			'key',
			isUnsupported ? 'No token can have a key of this kind.' : 'The key is damaged or cut off.',
			isUnsupported
				? 'A token has an RSA key of 2048 bits or more, or an EC key on P-256 or P-521.'
				: 'Copy the whole key, or write the file anew with `pat-tui token export`.',
			entry.line,
		);
		return {checks: notOpened(damaged)};
	}
	const {privateKey, encrypted: isEncrypted} = read.value;
	const opened = {privateKey, isEncrypted, form: shape.form};
	const size = keySize(publicJwkOf(privateKey));
	return {
		checks: [
			fine('key', `${isEncrypted ? 'encrypted, ' : ''}${size ? keySizeWords(size) : 'a private key'}`),
			byPassphrase(isEncrypted, hasPassphrase, {sdk, line: passphrase?.line}),
			bySdk(file, opened, sdk),
		],
		opened,
	};
};
