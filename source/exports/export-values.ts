import type {Secret} from '../text/secret.ts';
import {reveal} from '../text/secret.ts';

/** What an application needs to act as a token. */
export type ExportValues = {
	readonly tokenId: string;
	readonly projectId?: string;
	/** The registered key's kid; handed on only where it differs from the token id. */
	readonly keyId?: string;
	/** The private key as PEM, plain or encrypted, as it is kept. */
	readonly privateKey?: Secret;
	/** Handed on only beside an encrypted key: with a plain one, several SDKs fail. */
	readonly passphrase?: Secret;
	/** Left out for the production environment, which every SDK has built in. */
	readonly hosts?: {readonly apiGatewayUrl: string; readonly tokenEndpoint: string};
};

const text = (secret: Secret | undefined) => (secret === undefined ? undefined : reveal(secret));

const isEncryptedPem = (pem: string) =>
	/^(?:-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: *4, *ENCRYPTED)/mu.test(pem);

/** Chooses what is handed on, in clear text: no key id that is the token id, no passphrase without an encrypted key. */
export const chosenValues = ({tokenId, projectId, keyId, privateKey, passphrase, hosts}: ExportValues) => {
	// Line breaks of another system say the same in a PEM, and some forms can not carry them.
	const pem = text(privateKey)?.replaceAll(/\r\n?/gu, '\n');
	const isEncrypted = pem !== undefined && isEncryptedPem(pem);
	return {
		tokenId,
		projectId,
		keyId: keyId === tokenId ? undefined : keyId,
		privateKey: pem,
		passphrase: isEncrypted ? text(passphrase) : undefined,
		apiGatewayUrl: hosts?.apiGatewayUrl,
		tokenEndpoint: hosts?.tokenEndpoint,
	};
};

/** What the person should know where an encrypted key is handed on alone. */
export const passphraseApart =
	'The key in it is encrypted: give the application PASSPHRASE too, by another way.';

/** Says what the user should know about an export with these values; empty when there is nothing to say. */
export const exportNotes = (values: ExportValues): readonly string[] => {
	const {privateKey, passphrase} = chosenValues(values);
	if (privateKey === undefined) return [];
	if (passphrase !== undefined)
		return ['The key and its passphrase are in one file: it is as good as a plain key.'];
	return isEncryptedPem(privateKey)
		? []
		: ['The private key in it is not encrypted: who reads the file can act as the token.'];
};
