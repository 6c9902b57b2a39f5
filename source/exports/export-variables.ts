import {chosenValues, type ExportValues} from './export-values.ts';
import {sdkVariables} from './sdk-parameters.ts';

/** The variables with the names of Affinidi's own examples (contract 4.3), in clear text; what is not handed on is undefined. */
export const exportVariables = (values: ExportValues) => {
	const chosen = chosenValues(values);
	return {
		[sdkVariables.projectId]: chosen.projectId,
		[sdkVariables.tokenId]: chosen.tokenId,
		[sdkVariables.keyId]: chosen.keyId,
		[sdkVariables.privateKey]: chosen.privateKey,
		[sdkVariables.passphrase]: chosen.passphrase,
		[sdkVariables.apiGatewayUrl]: chosen.apiGatewayUrl,
		[sdkVariables.tokenEndpoint]: chosen.tokenEndpoint,
	} as const satisfies Readonly<Record<string, string | undefined>>;
};
