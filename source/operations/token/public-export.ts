import type {Token} from '../../api/token.ts';
import type {Environment} from '../../config/environments.ts';
import {exportJwks} from '../../exports/export-jwks.ts';
import {exportSnippet} from '../../exports/export-snippet.ts';
import type {SdkFlag} from '../../exports/sdk-flags.ts';
import {kmsSnippet} from '../../exports/snippets/kms-snippet.ts';
import {Algorithm} from '../../keys/algorithms.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import {parseKmsReference} from '../../keys/kms/kms-reference.ts';
import {slugOf} from '../../keys/slug.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {StepFailure} from '../step.ts';
import {exportWarnings} from './export-warnings.ts';
import type {StoredKey} from './stored-keys.ts';
import {hostsOf} from './token-export.ts';

/** A text without any secret, and what the person should know about it. */
export type PublicExport = {readonly text: string; readonly notes: readonly string[]};

/** What is handed out: `sdk` is the one of a snippet, `key` the token's private key where this computer knows of it. */
export type PublicInput = {
	readonly token: Token;
	readonly key: StoredKey | undefined;
	/** The project that code for a key in a KMS works in; other code reads it from the variables. */
	readonly projectId?: string | undefined;
} & ({readonly format: 'jwks'} | {readonly format: 'snippet'; readonly sdk: SdkFlag});

const missingKey = 'Its private key is not on this computer: give the SDK its passphrase too if it has one.';
const missingProject = 'The token is in no project yet: fill in the projectId.';

const jwksOf = ({keys, problem}: Token): Result<PublicExport, StepFailure> =>
	keys.length > 0
		? ok({text: exportJwks(keys), notes: []})
		: fail({
				kind: 'no-public-key',
				message: 'No public key is registered for this token.',
				remedy: problem ?? '`pat-tui token get-token` shows it.',
			});

/** Writes the code that has a KMS sign, which there is in one language. */
const kmsCode = (
	reference: string,
	{apiUrl, tokenEndpoint}: Environment,
	{token, key, projectId, sdk}: PublicInput & {readonly key: StoredKey; readonly sdk: SdkFlag},
): Result<PublicExport, StepFailure> => {
	const parsed = parseKmsReference(reference);
	if (!parsed.ok) return parsed;
	if (sdk !== 'typescript') {
		return fail({
			kind: 'in-kms',
			message: 'No official SDK can sign with a key that is in a KMS.',
			remedy: 'The code for TypeScript signs there itself: `token export --format snippet --sdk typescript`.',
		});
	}
	const text = kmsSnippet({
		tokenId: token.id,
		keyId: key.registered.kid || token.id,
		projectId: projectId ?? '',
		apiGatewayUrl: apiUrl,
		tokenEndpoint,
		algorithm: Algorithm.options.find(name => name === token.algorithm) ?? key.record.algorithm,
		reference: parsed.value,
	});
	return ok({text, notes: projectId === undefined ? [missingProject] : []});
};

/** Writes what may be handed out of a token to anybody: its public keys, or the code that uses it. */
export const exportPublic = (
	environment: Environment,
	input: PublicInput,
): Result<PublicExport, StepFailure> => {
	const {token, key} = input;
	if (input.format === 'jwks') return jwksOf(token);
	const {sdk} = input;
	if (key?.record.custody === 'kms')
		return kmsCode(key.record.kms.reference, environment, {...input, key, sdk});
	const keyId = (key?.registered ?? token.keys.at(-1))?.kid;
	const text = exportSnippet(
		sdk,
		{
			tokenId: token.id,
			...(keyId && {keyId}),
			isEncrypted: key !== undefined && isEncrypted(key),
			...hostsOf(environment),
		},
		slugOf(token.name),
	);
	return ok({text, notes: [...(key ? [] : [missingKey]), ...exportWarnings(token, key, sdk)]});
};
