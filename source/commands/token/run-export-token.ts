import type {Token} from '../../api/token.ts';
import {exportForms} from '../../exports/export-formats.ts';
import {passphraseApart} from '../../exports/export-values.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {exportPublic} from '../../operations/token/public-export.ts';
import {type StoredKey, storedKeyOf} from '../../operations/token/stored-keys.ts';
import {type ExportInput, exportToken, exportValuesOf} from '../../operations/token/token-export.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {makeSecret, type Secret} from '../../text/secret.ts';
import type {Answer, Context, Run} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {writeSecretFile} from '../write-secret-file.ts';
import {chooseProject} from './choose-project.ts';
import {type ExportPlan, exportPlan, exportTarget} from './export-target.ts';
import {exportToGithub} from './export-to-github.ts';
import {fetchToken} from './fetch-token.ts';
import {openStoredKey} from './open-stored-key.ts';
import {tokenIdOf} from './token-id.ts';

type Session = Extract<Awaited<ReturnType<typeof openSession>>, {ok: true}>['value'];
type TextPlan = Exclude<ExportPlan, {kind: 'github'}>;

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

/** Gathers what is handed on: the token's key, a project that it is in, and the passphrase where that was asked for. */
const inputOf = async (
	token: Token,
	deps: WorkflowDeps,
	context: Context,
): Promise<Result<ExportInput, CommandError>> => {
	const key = await storedKeyOf(token, deps.keyStore);
	if (!key.ok) return fail({kind: 'failed', failure: key.error});
	const {flags, signal} = context;
	const project = await chooseProject(token.id, deps, {wanted: flags.text('project'), signal});
	if (!project.ok) return project;
	const passphrase = await passphraseOf(key.value, deps.keyStore, context);
	if (!passphrase.ok) return passphrase;
	return ok({token, key: key.value, projectId: project.value?.id, passphrase: passphrase.value});
};

const write = async (
	{text, notes}: {readonly text: Secret; readonly notes: readonly string[]},
	token: Token,
	{plan, context}: {readonly plan: TextPlan; readonly context: Context},
): Promise<Result<Answer, CommandError>> => {
	const target = await exportTarget(plan, token.name, context);
	if (!target.ok) return target;
	for (const note of notes) context.voice.warn(note);
	if (target.value === 'stdout') return ok({kind: 'verbatim', text});
	context.voice.note(exportForms[plan.format].use);
	return writeSecretFile(target.value.file, text, context);
};

const writePublic = async (
	plan: Exclude<TextPlan, {kind: 'secret'}>,
	token: Token,
	{session: {deps, environment}, context}: {readonly session: Session; readonly context: Context},
): Promise<Result<Answer, CommandError>> => {
	const stored = await storedKeyOf(token, deps.keyStore);
	const key = stored.ok ? stored.value : undefined;
	const {flags, signal} = context;
	const project =
		plan.kind === 'snippet' && key?.record.custody === 'kms'
			? await chooseProject(token.id, deps, {wanted: flags.text('project'), signal})
			: ok(undefined);
	if (!project.ok) return project;
	const made = exportPublic(environment, {...plan, token, key, projectId: project.value?.id});
	if (!made.ok) return fail({kind: 'failed', failure: made.error});
	return write({...made.value, text: makeSecret(made.value.text)}, token, {plan, context});
};

/** Writes what an application needs to act as a token; the private key is handed on as it is stored. */
export const runExportToken: Run = async context => {
	const {voice, signal} = context;
	const planned = exportPlan(context);
	if (!planned.ok) return planned;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, environment} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const plan = planned.value;
	if (plan.kind === 'jwks' || plan.kind === 'snippet') {
		return writePublic(plan, token.value, {session: session.value, context});
	}
	const input = await inputOf(token.value, deps, context);
	if (!input.ok) return input;
	const place = {environment, keyStore: deps.keyStore};
	if (environment.embedded) {
		voice.note('An application reaches the sandbox only while `pat-tui sandbox` runs.');
	}
	if (plan.kind === 'github') {
		const values = await exportValuesOf(place, input.value);
		return values.ok
			? exportToGithub(values.value, plan.repository, context)
			: fail({kind: 'failed', failure: values.error});
	}
	const made = await exportToken(place, {...input.value, format: plan.format});
	if (!made.ok) return fail({kind: 'failed', failure: made.error});
	if (made.value.encrypted && !input.value.passphrase) voice.note(passphraseApart);
	return write(made.value, token.value, {plan, context});
};
