import {fail, ok, type Result} from '../result.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {dotenvLine} from './dotenv-line.ts';
import {chosenValues, type ExportValues} from './export-values.ts';

/** Says which value can't stand in an export; `name` is the variable's. */
export type ExportError = {readonly kind: 'cannot-carry'; readonly name: string; readonly message: string};

/** Writes the `.env` file for Node's dotenv, with the names of Affinidi's own examples (contract 4.3). */
export const exportEnvironment = (values: ExportValues): Result<Secret, ExportError> => {
	const chosen = chosenValues(values);
	const variables = {
		PROJECT_ID: chosen.projectId,
		TOKEN_ID: chosen.tokenId,
		KEY_ID: chosen.keyId,
		PRIVATE_KEY: chosen.privateKey,
		PASSPHRASE: chosen.passphrase,
		API_GATEWAY_URL: chosen.apiGatewayUrl,
		TOKEN_ENDPOINT: chosen.tokenEndpoint,
	};
	const lines: string[] = [];
	for (const [name, value] of Object.entries(variables)) {
		if (value === undefined) continue;
		const line = dotenvLine(name, value);
		if (line === undefined) {
			const message = `${name} holds characters that a .env file can not carry: export as JSON instead.`;
			return fail({kind: 'cannot-carry', name, message});
		}
		lines.push(line);
	}
	return ok(makeSecret(`${lines.join('\n')}\n`));
};
