import {passphraseApart} from '../exports/export-values.ts';
import {isEncrypted} from '../keys/key-row.ts';
import type {PublicExport} from '../operations/token/public-export.ts';
import type {ExportInput} from '../operations/token/token-export.ts';
import {fail, ok, type Result} from '../result.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import type {ExportChoice, ExportDraft} from './export-slice.ts';
import {type Failure, stepFailure} from './failure.ts';

/** Why no file was written: a sentence beside the field, or a failure that is told whole. */
export type WriteProblem = {
	readonly problem?: string;
	readonly isTaken?: boolean;
	readonly failure?: Failure;
};

const what = 'It could not be taken away';
const gone: Failure = {
	kind: 'gone',
	what,
	said: 'The token is not in the list any more.',
	means: 'Esc goes back to the list.',
};

/** Makes what the screen of exports has done: nothing of it stands in the state but what holds no secret. */
export const makeExportWork = (get: () => AppState, core: Core) => {
	const tokenOf = (tokenId: string) => get().tokens.items.find(({id}) => id === tokenId);

	/** The project that an application is to work in: the active one, or else the token's first; read anew unless it is known. */
	const projectOf = async (tokenId: string): Promise<Result<string | undefined, Failure>> => {
		if (get().detail?.tokenId !== tokenId || get().detail?.status !== 'ready')
			await get().loadDetail(tokenId);
		const {detail, activeProject} = get();
		if (detail?.failure) return fail(detail.failure);
		const known = detail?.tokenId === tokenId ? detail.projects : [];
		return ok((known.find(({id}) => id === activeProject?.id) ?? known[0])?.id);
	};

	/** Gathers what is handed on: the token, its key, and the project that it is to work in. */
	const gather = async (tokenId: string): Promise<Result<ExportInput, Failure>> => {
		const token = tokenOf(tokenId);
		if (!token) return fail(gone);
		const project = await projectOf(token.id);
		if (!project.ok) return project;
		const [{keyStore}, {storedKeyOf}] = await Promise.all([core.bench(), core.engine()]);
		const key = await storedKeyOf(token, keyStore);
		return key.ok
			? ok({token, key: key.value, projectId: project.value})
			: fail(stepFailure(what, key.error));
	};

	/** Writes a text that holds no secret. */
	const show = async (
		tokenId: string,
		choice: Extract<ExportChoice, {format: 'jwks' | 'snippet'}>,
	): Promise<Result<PublicExport, Failure>> => {
		const token = tokenOf(tokenId);
		if (!token) return fail(gone);
		const [{environment, keyStore}, {storedKeyOf, exportPublic}] = await Promise.all([
			core.bench(),
			core.engine(),
		]);
		const stored = await storedKeyOf(token, keyStore);
		const key = stored.ok ? stored.value : undefined;
		const project = key?.record.custody === 'kms' ? await projectOf(token.id) : ok(undefined);
		if (!project.ok) return project;
		const made = exportPublic(environment, {...choice, token, key, projectId: project.value});
		return made.ok ? made : fail(stepFailure(what, made.error));
	};

	const textOf = async ({
		tokenId,
		choice: {format},
		text,
		notes,
	}: ExportDraft): Promise<Result<{readonly text: Secret; readonly notes: readonly string[]}, Failure>> => {
		// The writer of exports takes secrets; a text that was shown is none.
		if (text !== undefined) return ok({text: makeSecret(text), notes});
		if (format === 'jwks' || format === 'snippet' || format === 'github')
			throw new Error('It was never shown');
		const input = await gather(tokenId);
		if (!input.ok) return input;
		const [{environment, keyStore}, {exportToken}] = await Promise.all([core.bench(), core.engine()]);
		const made = await exportToken({environment, keyStore}, {...input.value, format});
		if (!made.ok) return fail(stepFailure(what, made.error));
		const {encrypted} = made.value;
		return ok({text: made.value.text, notes: [...made.value.notes, ...(encrypted ? [passphraseApart] : [])]});
	};

	/** Writes what was chosen to a file. */
	const write = async (
		draft: ExportDraft,
		file: string,
		overwrite: boolean,
	): Promise<Result<{readonly path: string; readonly notes: readonly string[]}, WriteProblem>> => {
		const made = await textOf(draft);
		if (!made.ok) return fail({failure: made.error});
		const {writeExport, makeGitCheck} = await core.engine();
		const isPublic = draft.text !== undefined;
		const written = await writeExport({
			path: file,
			text: made.value.text,
			overwrite,
			random: core.effects.random,
			isExposedToGit: isPublic
				? // Nothing in it has to stay out of a commit.
					async () => false
				: makeGitCheck({path: core.variables['PATH'], home: core.variables['HOME']}),
		});
		if (!written.ok) {
			const isTaken = written.error.kind === 'exists';
			return fail({
				isTaken,
				problem: isTaken
					? 'That file is there already: choose another name, or Ctrl+O writes over it.'
					: written.error.message,
			});
		}
		const {path, warning} = written.value;
		return ok({path, notes: [...made.value.notes, ...(warning ? [warning] : [])]});
	};

	/** Sets the secrets of a repository, with gh. */
	const setSecrets = async (
		tokenId: string,
		repository: string,
	): Promise<Result<{readonly secrets: readonly string[]; readonly notes: readonly string[]}, Failure>> => {
		const input = await gather(tokenId);
		if (!input.ok) return input;
		const [{environment, keyStore}, {exportValuesOf, setGithubSecrets}] = await Promise.all([
			core.bench(),
			core.engine(),
		]);
		const values = await exportValuesOf({environment, keyStore}, input.value);
		if (!values.ok) return fail(stepFailure(what, values.error));
		const {variables, effects} = core;
		const set = await setGithubSecrets(values.value, {repository, variables, clock: effects.clock});
		if (!set.ok) return fail(stepFailure('The secrets could not be set', set.error));
		const notes = isEncrypted(input.value.key) ? [passphraseApart] : [];
		return ok({secrets: set.value, notes});
	};

	return {show, write, setSecrets};
};
