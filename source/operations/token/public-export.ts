import type {Token} from '../../api/token.ts';
import type {Environment} from '../../config/environments.ts';
import type {PublicFormat} from '../../exports/export-formats.ts';
import {exportJwks} from '../../exports/export-jwks.ts';
import {exportSnippet} from '../../exports/export-snippet.ts';
import type {SdkFlag} from '../../exports/sdk-flags.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import {slugOf} from '../../keys/slug.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {StepFailure} from '../step.ts';
import {exportWarnings} from './export-warnings.ts';
import type {StoredKey} from './stored-keys.ts';
import {hostsOf} from './token-export.ts';

/** A text without any secret, and what the person should know about it. */
export type PublicExport = {readonly text: string; readonly notes: readonly string[]};

/** What is handed out: `sdk` is the one of a snippet, `key` the token's private key where this computer has it. */
export type PublicInput = {
	readonly token: Token;
	readonly key: StoredKey | undefined;
} & (
	| {readonly format: Exclude<PublicFormat, 'snippet'>}
	| {readonly format: 'snippet'; readonly sdk: SdkFlag}
);

const missingKey = 'Its private key is not on this computer: give the SDK its passphrase too if it has one.';

/** Writes what may be handed out of a token to anybody: its public keys, or the code that uses it. */
export const exportPublic = (
	environment: Environment,
	input: PublicInput,
): Result<PublicExport, StepFailure> => {
	const {token, key} = input;
	if (input.format === 'jwks') {
		if (token.keys.length > 0) return ok({text: exportJwks(token.keys), notes: []});
		const message = 'No public key is registered for this token.';
		return fail({
			kind: 'no-public-key',
			message,
			remedy: token.problem ?? '`pat-tui token get-token` shows it.',
		});
	}
	const keyId = (key?.registered ?? token.keys.at(-1))?.kid;
	const text = exportSnippet(
		input.sdk,
		{
			tokenId: token.id,
			...(keyId && {keyId}),
			isEncrypted: key !== undefined && isEncrypted(key),
			...hostsOf(environment),
		},
		slugOf(token.name),
	);
	const warnings = exportWarnings(token, {
		isEncrypted: key && isEncrypted(key),
		sdk: input.sdk,
	});
	return ok({text, notes: [...(key ? [] : [missingKey]), ...warnings]});
};
