import type {Token} from '../../api/token.ts';
import type {Environment} from '../../config/environments.ts';
import {exportEnvironment} from '../../exports/export-environment.ts';
import {exportJson} from '../../exports/export-json.ts';
import {type ExportValues, exportNotes} from '../../exports/export-values.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import type {StepFailure} from '../step.ts';
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

/** What an application is to act as, and where. */
export type ExportInput = {
	readonly token: Token;
	readonly key: StoredKey;
	readonly projectId: string | undefined;
	readonly passphrase?: Secret | undefined;
};

const remedies: Readonly<Record<string, string>> = {
	'in-kms': 'Nothing was handed out: an application has to sign with that KMS itself.',
	'other-form': '`openssl pkcs8 -topk8 -v2 aes-256-cbc` writes it as PKCS#8; link that file then.',
};

type Place = {readonly environment: Environment; readonly keyStore: KeyStore};

/** Gathers what an application needs to act as a token; the private key goes along as it is stored, so an encrypted one stays encrypted. */
export const exportValuesOf = async (
	{environment, keyStore}: Place,
	{token, key, projectId, passphrase}: ExportInput,
): Promise<Result<ExportValues, StepFailure>> => {
	const pem = await keyStore.pem(key.record.thumbprint);
	if (!pem.ok)
		return fail({
			kind: pem.error.kind,
			message: pem.error.message,
			remedy: remedies[pem.error.kind] ?? 'Mend the file or its folder and try again.',
		});
	return ok({
		tokenId: token.id,
		...(projectId !== undefined && {projectId}),
		keyId: key.registered.kid || token.id,
		privateKey: pem.value,
		...(passphrase && {passphrase}),
		hosts: {apiGatewayUrl: environment.apiUrl, tokenEndpoint: environment.tokenEndpoint},
	});
};

/** Writes what an application needs to act as a token, as one text. */
export const exportToken = async (
	place: Place,
	{format, ...input}: ExportInput & {readonly format: ExportFormat},
): Promise<Result<TokenExport, StepFailure>> => {
	const gathered = await exportValuesOf(place, input);
	if (!gathered.ok) return gathered;
	const values = gathered.value;
	const text = format === 'json' ? ok(exportJson(values)) : exportEnvironment(values);
	if (!text.ok)
		return fail({
			kind: text.error.kind,
			message: text.error.message,
			remedy: 'Choose the JSON form instead.',
		});
	return ok({text: text.value, notes: exportNotes(values), encrypted: isEncrypted(input.key)});
};
