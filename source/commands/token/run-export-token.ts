import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {type StoredKey, storedKeyOf} from '../../operations/token/stored-keys.ts';
import {exportToken} from '../../operations/token/token-export.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Secret} from '../../text/secret.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {writeSecretFile} from '../write-secret-file.ts';
import {chooseProject} from './choose-project.ts';
import {exportPlan, exportTarget} from './export-target.ts';
import {fetchToken} from './fetch-token.ts';
import {openStoredKey} from './open-stored-key.ts';
import {tokenIdOf} from './token-id.ts';

const passphraseOf = async (
	key: StoredKey,
	keyStore: KeyStore,
	context: Context,
): Promise<Result<Secret | undefined, CommandError>> => {
	if (!context.flags.has('with-passphrase') || !isEncrypted(key)) return ok(undefined);
	// Opened once, so that no application is handed a passphrase that does not fit.
	const opened = await openStoredKey(key, keyStore, context);
	return opened.ok ? ok(opened.value.passphrase) : opened;
};

/** Writes what an application needs to act as a token; the private key is handed on as it is stored. */
export const runExportToken: Run = async context => {
	const {flags, voice, signal} = context;
	const plan = exportPlan(context);
	if (!plan.ok) return plan;
	const source = ['passphrase-file', 'passphrase-stdin'].find(name => flags.has(name));
	if (source !== undefined && !flags.has('with-passphrase')) {
		return fail(
			usageError(
				`--${source} needs --with-passphrase.`,
				'The key is written as it is stored, encrypted or plain.',
			),
		);
	}
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, environment} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const key = await storedKeyOf(token.value, deps.keyStore);
	if (!key.ok) return fail({kind: 'failed', failure: key.error});
	const project = await chooseProject(tokenId.value, deps, {wanted: flags.text('project'), signal});
	if (!project.ok) return project;
	const passphrase = await passphraseOf(key.value, deps.keyStore, context);
	if (!passphrase.ok) return passphrase;
	const exported = await exportToken(
		{environment, keyStore: deps.keyStore},
		{
			token: token.value,
			key: key.value,
			projectId: project.value?.id,
			format: plan.value.format,
			passphrase: passphrase.value,
		},
	);
	if (!exported.ok) return fail({kind: 'failed', failure: exported.error});
	const {text, notes} = exported.value;
	const target = await exportTarget(plan.value, token.value.name, context);
	if (!target.ok) return target;
	for (const note of notes) voice.warn(note);
	if (environment.embedded) {
		voice.note('An application reaches the sandbox only while `pat-tui sandbox` runs.');
	}
	return target.value === 'stdout'
		? ok({kind: 'verbatim', text})
		: writeSecretFile(target.value.file, text, context);
};
