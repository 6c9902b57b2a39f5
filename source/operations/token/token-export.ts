import type {Token} from '../../api/token.ts';
import {type Environment, prodEnvironment} from '../../config/environments.ts';
import {envDialects} from '../../exports/env-dialects.ts';
import {type ExportError, exportEnvironment} from '../../exports/export-environment.ts';
import {exportForms, type SecretFormat} from '../../exports/export-formats.ts';
import {exportJson} from '../../exports/export-json.ts';
import {exportKubernetes} from '../../exports/export-kubernetes.ts';
import {type ExportValues, exportNotes} from '../../exports/export-values.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {slugOf} from '../../keys/slug.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import type {StepFailure} from '../step.ts';
import {exportWarnings} from './export-warnings.ts';
import type {StoredKey} from './stored-keys.ts';

/** What an application is handed, as one text, and what the person should know about it. */
export type TokenExport = {
	readonly text: Secret;
	/** Dangers, and what stands in the way of an SDK. */
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
	'in-kms':
		'No official SDK can sign with it. The code for TypeScript does: `token export --format snippet --sdk typescript`.',
	'other-form': '`pat-tui key passphrase KEY` writes its file anew as PKCS#8.',
};

type Place = {readonly environment: Environment; readonly keyStore: KeyStore};

/** The addresses that an application has to be given: every SDK has those of the production environment built in. */
export const hostsOf = ({name, apiUrl, tokenEndpoint}: Environment) =>
	name === prodEnvironment.name ? {} : {hosts: {apiGatewayUrl: apiUrl, tokenEndpoint}};

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
		...hostsOf(environment),
	});
};

const textOf = (format: SecretFormat, values: ExportValues, slug: string): Result<Secret, ExportError> => {
	switch (format) {
		case 'json':
			return ok(exportJson(values));
		case 'kubernetes':
			return exportKubernetes(values, slug);
		default:
			return exportEnvironment(values, envDialects[format]);
	}
};

/** Writes what an application needs to act as a token, as one text. */
export const exportToken = async (
	place: Place,
	{format, ...input}: ExportInput & {readonly format: SecretFormat},
): Promise<Result<TokenExport, StepFailure>> => {
	const gathered = await exportValuesOf(place, input);
	if (!gathered.ok) return gathered;
	const values = gathered.value;
	const {token, key, projectId} = input;
	const text = textOf(format, values, slugOf(token.name));
	if (!text.ok)
		return fail({
			kind: text.error.kind,
			message: text.error.message,
			remedy: 'Choose the JSON form instead.',
		});
	const encrypted = isEncrypted(key);
	const {sdk, undo} = exportForms[format];
	const notes = [
		...exportNotes(values),
		...(undo === undefined ? [] : [undo]),
		...exportWarnings(token, key, sdk),
		...(projectId === undefined
			? ['The token is in no project yet: the SDKs want a PROJECT_ID, which is not in it.']
			: []),
	];
	return ok({text: text.value, notes, encrypted});
};
