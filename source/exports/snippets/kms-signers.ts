import {type Algorithm, algorithms} from '../../keys/algorithms.ts';
import {awsAlgorithms} from '../../keys/kms/aws-kms.ts';
import {type KmsReference, printKmsReference} from '../../keys/kms/kms-reference.ts';
import {assertNever} from '../../result.ts';
import {jsonText} from '../../text/json-text.ts';

/** How a program has a cloud's KMS sign: what it imports, and the function that does it. */
export type KmsSigner = {
	readonly service: string;
	readonly packages: readonly string[];
	readonly imports: readonly string[];
	/** Whether it hashes before the KMS signs. */
	readonly hashes: boolean;
	/** Defines `signed`, which gives the signature as the KMS does. */
	readonly signed: string;
	/** Whether an ECDSA signature comes in DER. */
	readonly givesDer: boolean;
};

const awsSigner = (
	{keyId, region = keyId.split(':')[3]}: KmsReference & {readonly cloud: 'aws'},
	algorithm: Algorithm,
): KmsSigner => ({
	service: 'AWS KMS',
	packages: ['@aws-sdk/client-kms'],
	imports: ["import {KMSClient, SignCommand} from '@aws-sdk/client-kms';"],
	hashes: false,
	signed: `const kms = new KMSClient({${region === undefined ? '' : `region: ${jsonText(region)}`}});

const signed = async (message: Buffer): Promise<Buffer> => {
	const {Signature} = await kms.send(
		new SignCommand({
			KeyId: ${jsonText(keyId)},
			Message: message,
			MessageType: 'RAW',
			SigningAlgorithm: '${awsAlgorithms[algorithm]}',
		}),
	);
	if (!Signature) throw new Error('AWS KMS gave no signature');
	return Buffer.from(Signature);
};
`,
	givesDer: true,
});

const googleSigner = (reference: KmsReference & {readonly cloud: 'gcp'}, algorithm: Algorithm): KmsSigner => {
	const {hash} = algorithms[algorithm];
	return {
		service: 'Google Cloud KMS',
		packages: ['@google-cloud/kms'],
		imports: ["import {KeyManagementServiceClient} from '@google-cloud/kms';"],
		hashes: true,
		signed: `const kms = new KeyManagementServiceClient();

const signed = async (message: Buffer): Promise<Buffer> => {
	const [{signature}] = await kms.asymmetricSign({
		name: ${jsonText(printKmsReference(reference).replace(/^gcp:/u, ''))},
		digest: {${hash}: createHash('${hash}').update(message).digest()},
	});
	if (!signature) throw new Error('Google Cloud KMS gave no signature');
	return Buffer.from(signature as Uint8Array);
};
`,
		givesDer: true,
	};
};

const azureSigner = (
	reference: KmsReference & {readonly cloud: 'azure'},
	algorithm: Algorithm,
): KmsSigner => ({
	service: 'Azure Key Vault',
	packages: ['@azure/identity', '@azure/keyvault-keys'],
	imports: [
		"import {DefaultAzureCredential} from '@azure/identity';",
		"import {CryptographyClient} from '@azure/keyvault-keys';",
	],
	hashes: false,
	signed: `const vault = new CryptographyClient(
	${jsonText(printKmsReference(reference).replace(/^azure:/u, ''))},
	new DefaultAzureCredential(),
);

const signed = async (message: Buffer): Promise<Buffer> => {
	const {result} = await vault.signData('${algorithm}', message);
	return Buffer.from(result);
};
`,
	givesDer: false,
});

/** Gives the signer of the cloud that a key is in. */
export const kmsSigner = (reference: KmsReference, algorithm: Algorithm): KmsSigner => {
	switch (reference.cloud) {
		case 'aws':
			return awsSigner(reference, algorithm);
		case 'gcp':
			return googleSigner(reference, algorithm);
		case 'azure':
			return azureSigner(reference, algorithm);
		default:
			return assertNever(reference);
	}
};
