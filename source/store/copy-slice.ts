import path from 'node:path';
import {slugOf} from '../keys/slug.ts';
import {makeSecret} from '../text/secret.ts';
import type {AppState} from './app-store.ts';
import {copiedSentence} from './copied-sentence.ts';
import {type Copyable, copyables} from './copyables.ts';
import {keyCopyables} from './key-copyables.ts';
import {selectKey} from './key-list-slice.ts';
import type {CopySubject} from './route.ts';
import type {Slice} from './slice.ts';
import {selectToken} from './tokens-slice.ts';

/** The menu of what can be copied of a token or a key. */
export type CopyMenu = {
	readonly subject: CopySubject;
	/** The row that the cursor is on. */
	readonly at: number;
	readonly isWriting: boolean;
	/** The file that was written last (absolute), or why none was. */
	readonly written?: string;
	readonly problem?: string;
};

export type CopyState = {
	readonly copyMenu: CopyMenu | undefined;
	/** Copies a text and says how; `otherwise` is what helps where nothing can be pasted. */
	readonly copy: (copied: Pick<Copyable, 'what' | 'text'>, otherwise?: string) => Promise<void>;
	readonly openCopyMenu: (subject: CopySubject) => void;
	readonly pointAtCopy: (at: number) => void;
	/** Copies a row of the menu, and goes back to where that was opened. */
	readonly copyRow: (at: number) => Promise<void>;
	/** Writes the row that the cursor is on to a new file in the folder of exports. */
	readonly writeCopy: () => Promise<void>;
};

/** How often a name is counted on because a file of that name is there. */
const mostNames = 20;

type Known = Pick<AppState, 'tokens' | 'environment' | 'keyRows'>;

/** What can be copied, as the menu lists it; nothing where it is not there any more. */
export const copyablesOf = ({kind, id}: CopySubject, state: Known): readonly Copyable[] => {
	if (kind === 'key') {
		const row = selectKey(id)(state);
		return row ? keyCopyables(row) : [];
	}
	const token = selectToken(id)(state);
	return token ? copyables(token, state.environment?.name) : [];
};

/** The name of what is copied of; undefined where it is not there any more. */
export const copiedName = ({kind, id}: CopySubject, state: Known): string | undefined =>
	kind === 'key' ? selectKey(id)(state)?.record.name : selectToken(id)(state)?.name;

/** Makes the part of the state that is about copying. */
export const copySlice: Slice<CopyState> = (set, get, core) => {
	const edit = (change: Partial<CopyMenu>) =>
		set(({copyMenu}) => (copyMenu ? {copyMenu: {...copyMenu, ...change}} : {}));
	const write = async (subject: CopySubject, {text, file}: Copyable) => {
		const {writeExport} = await core.engine();
		const name = slugOf(copiedName(subject, get()) ?? '');
		const next = async (number: number): Promise<Partial<CopyMenu>> => {
			const counted = number === 1 ? name : `${name}-${number}`;
			const written = await writeExport({
				path: path.resolve(core.paths.exports, `${counted}-${file}`),
				// The writer of exports takes secrets; this is none.
				text: makeSecret(`${text}\n`),
				overwrite: false,
				random: core.effects.random,
				// Nothing in it has to stay out of a commit.
				isExposedToGit: async () => false,
			});
			if (written.ok) return {written: written.value.path};
			if (written.error.kind === 'exists' && number < mostNames) return next(number + 1);
			return {problem: written.error.message};
		};
		return next(1);
	};
	return {
		copyMenu: undefined,
		async copy({what, text}, otherwise = 'Y, then f for a file.') {
			get().say(copiedSentence(what, otherwise, await core.copy(text)));
		},
		openCopyMenu(subject) {
			set({copyMenu: {subject, at: 0, isWriting: false}});
			get().go({name: 'copy', subject});
		},
		pointAtCopy(at) {
			edit({at});
		},
		async copyRow(at) {
			const {copyMenu, routes, back, copy} = get();
			const row = copyMenu && copyablesOf(copyMenu.subject, get())[at];
			if (!row || routes.at(-1)?.name !== 'copy') return;
			back();
			await copy(row);
		},
		async writeCopy() {
			const {copyMenu} = get();
			const row = copyMenu && copyablesOf(copyMenu.subject, get())[copyMenu.at];
			if (!row || copyMenu.isWriting) return;
			set({copyMenu: {subject: copyMenu.subject, at: copyMenu.at, isWriting: true}});
			const {era} = core;
			const result = await write(copyMenu.subject, row);
			if (era !== core.era) return;
			edit({...result, isWriting: false});
			const {written} = result;
			if (written !== undefined) set(({receipts}) => ({receipts: [...receipts, `Wrote ${written} (0600).`]}));
		},
	};
};
