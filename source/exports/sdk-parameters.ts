import type {SdkFlag} from './sdk-flags.ts';

/** What the official SDKs are given, by the words of the official hand-over. */
export const sdkFields = [
	'projectId',
	'tokenId',
	'privateKey',
	'keyId',
	'passphrase',
	'apiGatewayUrl',
	'tokenEndpoint',
] as const;
export type SdkField = (typeof sdkFields)[number];

/** The variable that an export has for each of them (contract 4.3). */
export const sdkVariables = {
	projectId: 'PROJECT_ID',
	tokenId: 'TOKEN_ID',
	privateKey: 'PRIVATE_KEY',
	keyId: 'KEY_ID',
	passphrase: 'PASSPHRASE',
	apiGatewayUrl: 'API_GATEWAY_URL',
	tokenEndpoint: 'TOKEN_ENDPOINT',
} as const satisfies Readonly<Record<SdkField, string>>;

const own = (name: SdkField): string => name;
const inPascalCase = (name: SdkField): string => name.charAt(0).toUpperCase() + name.slice(1);

/** How each SDK spells its parameters (contract 4.2). */
export const sdkParameters: Readonly<Record<SdkFlag, (name: SdkField) => string>> = {
	typescript: own,
	python: own,
	// The one with a capital P inside.
	java: name => (name === 'tokenEndpoint' ? 'tokenEndPoint' : name),
	dart: own,
	php: own,
	dotnet: inPascalCase,
};
