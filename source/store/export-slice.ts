import path from 'node:path';
import {exportFileName, type SecretFormat} from '../exports/export-formats.ts';
import {passphraseApart} from '../exports/export-values.ts';
import {slugOf} from '../keys/slug.ts';
import type {Failure} from './failure.ts';
import {stepFailure} from './failure.ts';
import type {Slice} from './slice.ts';

/** A token being taken away: first the form is chosen, then the file. */
export type ExportDraft = {
	readonly tokenId: string;
	readonly step: 'format' | 'file' | 'writing' | 'written';
	readonly format: SecretFormat;
	/** The path as it was typed. */
	readonly file: string;
	readonly problem?: string | undefined;
	readonly failure?: Failure | undefined;
	/** Where it was written (absolute), and what to know about it. */
	readonly path?: string;
	readonly notes: readonly string[];
};

export type ExportState = {
	readonly exportDraft: ExportDraft | undefined;
	readonly beginExport: (tokenId: string) => void;
	readonly chooseFormat: (format: SecretFormat) => void;
	readonly editExportFile: (file: string) => void;
	readonly writeExportFile: () => Promise<void>;
	/** Goes from the file back to the form; false when that is where one is. */
	readonly backToFormat: () => boolean;
};

/** Makes the part of the state that is about taking a token away. */
export const exportSlice: Slice<ExportState> = (set, get, core) => {
	const edit = (change: Partial<ExportDraft>) =>
		set(({exportDraft}) => (exportDraft ? {exportDraft: {...exportDraft, ...change}} : {}));
	const tokenOf = (tokenId: string) => get().tokens.items.find(({id}) => id === tokenId);
	return {
		exportDraft: undefined,
		beginExport(tokenId) {
			void get().loadDetail(tokenId);
			set({exportDraft: {tokenId, step: 'format', format: 'env', file: '', notes: []}});
		},
		chooseFormat(format) {
			const name = slugOf(tokenOf(get().exportDraft?.tokenId ?? '')?.name ?? '');
			edit({format, step: 'file', file: exportFileName(name, format, undefined), problem: undefined});
		},
		editExportFile(file) {
			edit({file, problem: undefined});
		},
		async writeExportFile() {
			const draft = get().exportDraft;
			if (draft?.step !== 'file') return;
			const token = tokenOf(draft.tokenId);
			if (draft.file.trim() === '') {
				edit({problem: 'Type the name of a file.'});
				return;
			}
			if (!token) {
				edit({problem: 'The token is not in the list any more.'});
				return;
			}
			edit({step: 'writing'});
			if (get().detail?.tokenId !== token.id || get().detail?.status !== 'ready')
				await get().loadDetail(token.id);
			const {detail, activeProject} = get();
			if (detail?.failure) {
				edit({step: 'file', failure: detail.failure});
				return;
			}
			const known = detail?.tokenId === token.id ? detail.projects : [];
			const projectId = (known.find(({id}) => id === activeProject?.id) ?? known[0])?.id;
			const [{environment, keyStore}, {storedKeyOf, exportToken, writeExport, makeGitCheck}] =
				await Promise.all([core.bench(), core.engine()]);
			const key = await storedKeyOf(token, keyStore);
			if (!key.ok) {
				edit({step: 'file', failure: stepFailure('It could not be taken away', key.error)});
				return;
			}
			const made = await exportToken(
				{environment, keyStore},
				{token, key: key.value, projectId, format: draft.format},
			);
			if (!made.ok) {
				edit({step: 'file', failure: stepFailure('It could not be taken away', made.error)});
				return;
			}
			const written = await writeExport({
				path: path.resolve(core.paths.exports, draft.file.trim()),
				text: made.value.text,
				overwrite: false,
				random: core.effects.random,
				isExposedToGit: makeGitCheck({path: core.variables['PATH'], home: core.variables['HOME']}),
			});
			if (!written.ok) {
				edit({
					step: 'file',
					problem:
						written.error.kind === 'exists'
							? 'That file is there already: choose another name.'
							: written.error.message,
				});
				return;
			}
			const {path: file, warning} = written.value;
			const withoutPassphrase = made.value.encrypted ? [passphraseApart] : [];
			edit({
				step: 'written',
				path: file,
				failure: undefined,
				notes: [...made.value.notes, ...withoutPassphrase, ...(warning ? [warning] : [])],
			});
			set(({receipts}) => ({receipts: [...receipts, `Wrote ${file} (0600).`]}));
		},
		backToFormat() {
			if (get().exportDraft?.step !== 'file') return false;
			edit({step: 'format', problem: undefined, failure: undefined});
			return true;
		},
	};
};
