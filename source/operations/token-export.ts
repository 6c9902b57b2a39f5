import type {Token} from '../api/token.ts';
import type {Environment} from '../config/environments.ts';
import {exportEnvironment} from '../exports/export-environment.ts';
import {exportJson} from '../exports/export-json.ts';
import {type ExportValues, exportNotes} from '../exports/export-values.ts';
import type {KeyRecord} from '../keys/key-record.ts';
import type {KeyStore} from '../keys/key-store.ts';
import {thumbprint} from '../keys/thumbprint.ts';
import {fail, ok, type Result} from '../result.ts';
import type {Secret} from '../text/secret.ts';
import type {StepFailure} from './step.ts';

/** The forms in which a token can be taken away. */
export const exportFormats = ['env', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What an application is handed, as one text, and what the person should know about it. */
export type TokenExport = {
	readonly text: Secret;
	readonly notes: readonly string[];
	readonly encrypted: boolean;
};

/** A registered key whose private half is in the key store. */
export type LocalKey = {readonly record: KeyRecord; readonly path: string; readonly keyId: string};

/** Finds the first of a token's registered keys that is in the key store, by its thumbprint. */
export const findLocalKey = async (token: Token, keyStore: KeyStore): Promise<LocalKey | undefined> => {
	for (const key of token.keys) {
		const print = thumbprint(key);
		const row = print === undefined ? undefined : await keyStore.find(print);
		if (row?.ok && row.value?.status === 'ready') {
			return {record: row.value.record, path: row.value.path, keyId: key.kid || token.id};
		}
	}
	return undefined;
};

const noKey: StepFailure = {
	kind: 'no-local-key',
	message: 'The private key of this token is not in the key store of this computer.',
	remedy: 'Use the computer that made it, or make a new token.',
};

/**
 * Gathers what an application needs to act as a token; the private key goes along as it is stored, so an encrypted one
 * stays encrypted.
 */
export const exportToken = async (
	{environment, keyStore}: {readonly environment: Environment; readonly keyStore: KeyStore},
	{
		token,
		projectId,
		format,
		passphrase,
	}: {
		readonly token: Token;
		readonly projectId: string | undefined;
		readonly format: ExportFormat;
		readonly passphrase?: Secret | undefined;
	},
): Promise<Result<TokenExport, StepFailure>> => {
	const key = await findLocalKey(token, keyStore);
	if (!key) return fail(noKey);
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
		keyId: key.keyId,
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
