import path from 'node:path';
import {exportFileName, type SecretFormat} from '../exports/export-formats.ts';
import {isGithubRepository} from '../exports/is-github-repository.ts';
import type {SdkFlag} from '../exports/sdk-flags.ts';
import {slugOf} from '../keys/slug.ts';
import {makeExportWork} from './export-work.ts';
import type {Failure} from './failure.ts';
import type {Slice} from './slice.ts';

/** What is handed on: a form, for a snippet with its SDK. */
export type ExportChoice =
	| {readonly format: SecretFormat}
	| {readonly format: 'jwks'}
	| {readonly format: 'github'}
	| {readonly format: 'snippet'; readonly sdk: SdkFlag};

/** A token being taken away: first the form is chosen, then where it goes. */
export type ExportDraft = {
	readonly tokenId: string;
	/**
	 * `format` and `way` are menus, `file` and `repository` are typed, `shown` is a text without a secret; `written` and
	 * `set` are the end.
	 */
	readonly step: 'format' | 'way' | 'file' | 'repository' | 'shown' | 'written' | 'set';
	/** What the step asked for is being done. */
	readonly isWorking: boolean;
	/** The SDK for which one of its two forms is to be chosen. */
	readonly sdk?: SdkFlag | undefined;
	readonly choice: ExportChoice;
	/** The path as it was typed. */
	readonly file: string;
	/** Set while a file of that name is there, which may be written over. */
	readonly isTaken: boolean;
	/** `OWNER/NAME` as it was typed. */
	readonly repository: string;
	readonly problem?: string | undefined;
	readonly failure?: Failure | undefined;
	/** A text without a secret, to be looked at and copied. */
	readonly text?: string | undefined;
	/** Where it was written (absolute), which secrets were set, and what to know about it. */
	readonly path?: string;
	readonly secrets?: readonly string[];
	readonly notes: readonly string[];
};

export type ExportState = {
	readonly exportDraft: ExportDraft | undefined;
	readonly beginExport: (tokenId: string) => void;
	/** Asks whether an SDK's program wants a file or code. */
	readonly chooseSdk: (sdk: SdkFlag) => void;
	readonly chooseForm: (choice: ExportChoice) => Promise<void>;
	readonly chooseFormat: (format: SecretFormat) => void;
	readonly editExportFile: (file: string) => void;
	/** Writes the file; over one that is there only after that was said. */
	readonly writeExportFile: (overwrite?: boolean) => Promise<void>;
	readonly editRepository: (repository: string) => void;
	readonly setExportSecrets: () => Promise<void>;
	/** Goes from the text that is shown to the file that it is written to. */
	readonly nameExportFile: () => void;
	/** Goes back by one step; false when that is where one is. */
	readonly backToFormat: () => boolean;
};

const clean = {problem: undefined, failure: undefined, isTaken: false, isWorking: false} as const;

/** Makes the part of the state that is about taking a token away. */
export const exportSlice: Slice<ExportState> = (set, get, core) => {
	const edit = (change: Partial<ExportDraft>) =>
		set(({exportDraft}) => (exportDraft ? {exportDraft: {...exportDraft, ...change}} : {}));
	const slug = () => {
		const {exportDraft, tokens} = get();
		return slugOf(tokens.items.find(({id}) => id === exportDraft?.tokenId)?.name ?? '');
	};
	const work = makeExportWork(get, core);
	/** Does what takes a while; undefined where another is at work, or what came of it is wanted no more. */
	const during = async <T>(choice: ExportChoice, run: (draft: ExportDraft) => Promise<T>) => {
		const draft = get().exportDraft;
		if (!draft || draft.isWorking) return undefined;
		const {era} = core;
		edit({...clean, choice, isWorking: true});
		const result = await run(draft);
		const now = get().exportDraft;
		if (era !== core.era || now?.step !== draft.step || !now.isWorking) return undefined;
		edit({isWorking: false});
		return result;
	};
	const proposeFile = (choice: ExportChoice) =>
		edit({
			...clean,
			choice,
			step: 'file',
			file: exportFileName(slug(), choice.format, choice.format === 'snippet' ? choice.sdk : undefined),
		});
	return {
		exportDraft: undefined,
		beginExport(tokenId) {
			void get().loadDetail(tokenId);
			set({
				exportDraft: {
					...{tokenId, step: 'format', choice: {format: 'env'}, file: '', isTaken: false, isWorking: false},
					...{repository: '', notes: []},
				},
			});
		},
		chooseSdk(sdk) {
			edit({...clean, step: 'way', sdk});
		},
		async chooseForm(choice) {
			if (choice.format === 'github') {
				edit({...clean, choice, step: 'repository'});
				return;
			}
			if (choice.format !== 'jwks' && choice.format !== 'snippet') {
				proposeFile(choice);
				return;
			}
			const made = await during(choice, async ({tokenId}) => work.show(tokenId, choice));
			if (made?.ok) edit({step: 'shown', text: made.value.text, notes: made.value.notes});
			else if (made) edit({failure: made.error});
		},
		chooseFormat(format) {
			proposeFile({format});
		},
		editExportFile(file) {
			edit({file, problem: undefined, isTaken: false});
		},
		async writeExportFile(overwrite = false) {
			const draft = get().exportDraft;
			if (draft?.step !== 'file') return;
			if (draft.file.trim() === '') {
				edit({problem: 'Type the name of a file.'});
				return;
			}
			const file = path.resolve(core.paths.exports, draft.file.trim());
			const written = await during(draft.choice, async () => work.write(draft, file, overwrite));
			if (written?.ok) {
				edit({step: 'written', path: written.value.path, notes: written.value.notes});
				set(({receipts}) => ({receipts: [...receipts, `Wrote ${written.value.path} (0600).`]}));
			} else if (written) {
				edit(written.error);
			}
		},
		editRepository(repository) {
			edit({repository, problem: undefined});
		},
		async setExportSecrets() {
			const draft = get().exportDraft;
			if (draft?.step !== 'repository') return;
			const repository = draft.repository.trim();
			if (!isGithubRepository(repository)) {
				edit({problem: 'Type the repository as OWNER/NAME.'});
				return;
			}
			const result = await during(draft.choice, async ({tokenId}) => work.setSecrets(tokenId, repository));
			if (result?.ok) {
				const {secrets, notes} = result.value;
				edit({step: 'set', secrets, notes});
				set(({receipts}) => ({receipts: [...receipts, `Set ${secrets.join(', ')} in ${repository}.`]}));
			} else if (result) {
				edit({failure: result.error});
			}
		},
		nameExportFile() {
			const draft = get().exportDraft;
			if (draft?.step === 'shown') proposeFile(draft.choice);
		},
		backToFormat() {
			const {step, sdk, text} = get().exportDraft ?? {step: 'format'};
			if (step !== 'way' && step !== 'file' && step !== 'repository' && step !== 'shown') return false;
			const isFileOfShown = step === 'file' && text !== undefined;
			const isFormOfSdk = step !== 'way' && step !== 'repository' && sdk !== undefined;
			if (isFileOfShown) edit({...clean, step: 'shown'});
			else if (isFormOfSdk) edit({...clean, step: 'way', text: undefined});
			else edit({...clean, step: 'format', sdk: undefined, text: undefined});
			return true;
		},
	};
};
