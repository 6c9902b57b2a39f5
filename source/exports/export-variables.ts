import {chosenValues, type ExportValues} from './export-values.ts';

/** The variables with the names of Affinidi's own examples (contract 4.3), in clear text; what is not handed on is undefined. */
export const exportVariables = (values: ExportValues) => {
	const chosen = chosenValues(values);
	return {
		PROJECT_ID: chosen.projectId,
		TOKEN_ID: chosen.tokenId,
		KEY_ID: chosen.keyId,
		PRIVATE_KEY: chosen.privateKey,
		PASSPHRASE: chosen.passphrase,
		API_GATEWAY_URL: chosen.apiGatewayUrl,
		TOKEN_ENDPOINT: chosen.tokenEndpoint,
	} as const satisfies Readonly<Record<string, string | undefined>>;
};
