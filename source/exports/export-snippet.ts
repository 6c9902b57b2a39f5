import {envFormatOf, exportFileName} from './export-formats.ts';
import {chosenValues, type ExportValues} from './export-values.ts';
import type {SdkFlag} from './sdk-flags.ts';
import {type SdkField, sdkFields, sdkParameters, sdkVariables} from './sdk-parameters.ts';
import {dartSnippet} from './snippets/dart-snippet.ts';
import {dotnetSnippet} from './snippets/dotnet-snippet.ts';
import {javaSnippet} from './snippets/java-snippet.ts';
import {phpSnippet} from './snippets/php-snippet.ts';
import {pythonSnippet} from './snippets/python-snippet.ts';
import type {SnippetParts} from './snippets/snippet-parts.ts';
import {typescriptSnippet} from './snippets/typescript-snippet.ts';

const writers: Readonly<Record<SdkFlag, (parts: SnippetParts) => string>> = {
	typescript: typescriptSnippet,
	python: pythonSnippet,
	java: javaSnippet,
	dart: dartSnippet,
	php: phpSnippet,
	dotnet: dotnetSnippet,
};

/** What decides which variables a snippet reads: what the `.env` file beside it holds. */
export type SnippetValues = Pick<ExportValues, 'tokenId' | 'keyId' | 'hosts'> & {
	/** Whether the key is encrypted, so that the SDK is to be given a passphrase; with a plain key several fail then. */
	readonly isEncrypted: boolean;
};

/**
 * Writes code that makes an SDK's auth provider from the variables of its `.env` file, and undoes what that file escapes.
 *
 * @param slug the part of the file's name that stands for the token
 */
export const exportSnippet = (
	sdk: SdkFlag,
	{tokenId, keyId, hosts, isEncrypted}: SnippetValues,
	slug: string,
): string => {
	const chosen = chosenValues({tokenId, ...(keyId !== undefined && {keyId})});
	const isLeftOut: Partial<Readonly<Record<SdkField, boolean>>> = {
		keyId: chosen.keyId === undefined,
		passphrase: !isEncrypted,
		apiGatewayUrl: hosts === undefined,
		tokenEndpoint: hosts === undefined,
	};
	const fields = sdkFields
		.filter(name => !isLeftOut[name])
		.map(name => ({name, parameter: sdkParameters[sdk](name), variable: sdkVariables[name]}));
	const file = exportFileName(slug, envFormatOf(sdk), undefined);
	return writers[sdk]({file, fields, hasOwnHosts: hosts !== undefined});
};
