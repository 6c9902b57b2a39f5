import type {KeySize} from '../keys/key-size.ts';
import {isUuid} from '../text/is-uuid.ts';
import type {KeyForm, Sdk} from './sdks.ts';

/** What an application hands to an SDK, as far as the SDK looks at it before it sends anything. */
export type SdkHand = {
	readonly tokenId: string;
	readonly projectId?: string | undefined;
	/** The key id that it is given; without one it does as it does by itself. */
	readonly keyId?: string | undefined;
	/** The kind and size of the private key. */
	readonly size: KeySize | undefined;
	/** How the private key is written, where that is known; a key in a KMS is in none. */
	readonly form?: KeyForm | 'kms' | undefined;
	readonly isEncrypted: boolean;
	readonly hasPassphrase: boolean;
};

/** Why an SDK sends nothing, in a sentence, and what helps. */
export type SdkRefusal = {readonly message: string; readonly remedy: string};

const formNames: Readonly<Record<KeyForm, string>> = {
	pkcs8: 'PKCS#8 (PRIVATE KEY)',
	pkcs1: 'PKCS#1 (RSA PRIVATE KEY)',
	'encrypted-pkcs8': 'encrypted PKCS#8 (ENCRYPTED PRIVATE KEY)',
	'encrypted-legacy': 'the old encrypted form (Proc-Type: 4,ENCRYPTED)',
};

const rotate =
	'`pat-tui token rotate-key -i ID -g --swap -a RS256` gives the token a key that every SDK takes.';

const byKey = ({name, smallestRsa, keyForms}: Sdk, {size, form}: SdkHand): SdkRefusal | undefined => {
	if (form === 'kms') {
		return {
			message: `The ${name} SDK wants the private key itself, and this one never leaves its KMS.`,
			remedy: 'Sign with code of your own, or give the token a key that is in a file.',
		};
	}
	if (size?.type === 'EC') {
		return {message: `The ${name} SDK signs RS256 alone, and an EC key can not.`, remedy: rotate};
	}
	if (size && smallestRsa !== undefined && size.bits < smallestRsa) {
		return {
			message: `The ${name} SDK takes no RSA key below ${smallestRsa} bits, and this one has ${size.bits}.`,
			remedy: rotate,
		};
	}
	if (form !== undefined && !keyForms.includes(form)) {
		return {
			message: `The ${name} SDK does not read a key in ${formNames[form]}.`,
			remedy:
				'`openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -in KEY -out NEW` writes it as it is read.',
		};
	}
	return undefined;
};

/** Says why an SDK would refuse what it is handed before it sends anything (contract 4.2); undefined where it would send. */
export const sdkRefusal = (sdk: Sdk, hand: SdkHand): SdkRefusal | undefined => {
	const refused = byKey(sdk, hand);
	if (refused) return refused;
	const {name, keyIdForm, failsWithNeedlessPassphrase} = sdk;
	if (keyIdForm === 'uuid') {
		const ids = [
			['token id', hand.tokenId],
			['project id', hand.projectId],
			['key id', hand.keyId],
		] as const;
		const [odd] = ids.find(([, id]) => id !== undefined && !isUuid(id)) ?? [];
		if (odd !== undefined) {
			return {
				message: `The ${name} SDK takes no ${odd} that is not a UUID.`,
				remedy:
					odd === 'key id'
						? 'Rotate the key: the new one gets a UUID.'
						: `Give the ${odd} as the service shows it.`,
			};
		}
	}
	if (failsWithNeedlessPassphrase && hand.hasPassphrase && !hand.isEncrypted) {
		return {
			message: `The ${name} SDK fails when it is given a passphrase for a key that is not encrypted.`,
			remedy: 'Give it none: leave PASSPHRASE out.',
		};
	}
	return undefined;
};

/** Gives the `kid` that an SDK signs with; undefined where it sends none. */
export const sdkKid = ({sends}: Sdk, {tokenId, keyId}: Pick<SdkHand, 'tokenId' | 'keyId'>) =>
	sends === 'nothing' ? undefined : (keyId ?? (sends === 'key-id' ? undefined : tokenId));
