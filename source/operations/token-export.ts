import type {Token} from '../api/token.ts';
import type {Environment} from '../config/environments.ts';
import {exportEnvironment} from '../exports/export-environment.ts';
import {exportJson} from '../exports/export-json.ts';
import {type ExportValues, exportNotes} from '../exports/export-values.ts';
import type {KeyStore} from '../keys/key-store.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import type {StepFailure} from './step.ts';
import type {StoredKey} from './stored-keys.ts';

/** The forms in which a token can be taken away. */
export const exportFormats = ['env', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What an application is handed, as one text, and what the person should know about it. */
export type TokenExport = {
	readonly text: Secret;
	readonly notes: readonly string[];
	readonly encrypted: boolean;
};

/**
 * Gathers what an application needs to act as a token; the private key goes along as it is stored, so an encrypted one
 * stays encrypted.
 */
export const exportToken = async (
	{environment, keyStore}: {readonly environment: Environment; readonly keyStore: KeyStore},
	{
		token,
		key,
		projectId,
		format,
		passphrase,
	}: {
		readonly token: Token;
		readonly key: StoredKey;
		readonly projectId: string | undefined;
		readonly format: ExportFormat;
		readonly passphrase?: Secret | undefined;
	},
): Promise<Result<TokenExport, StepFailure>> => {
	const pem = await keyStore.pem(key.record.thumbprint);
	if (!pem.ok)
		return fail({
			kind: pem.error.kind,
			message: pem.error.message,
			remedy: 'Mend the file or its folder and try again.',
		});
	const values: ExportValues = {
		tokenId: token.id,
		...(projectId !== undefined && {projectId}),
		keyId: key.registered.kid || token.id,
		privateKey: pem.value,
		...(passphrase && {passphrase}),
		hosts: {apiGatewayUrl: environment.apiUrl, tokenEndpoint: environment.tokenEndpoint},
	};
	const text = format === 'json' ? ok(exportJson(values)) : exportEnvironment(values);
	if (!text.ok)
		return fail({
			kind: text.error.kind,
			message: text.error.message,
			remedy: 'Choose the JSON form instead.',
		});
	return ok({text: text.value, notes: exportNotes(values), encrypted: key.record.encrypted});
};
