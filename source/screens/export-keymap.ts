import type {AppState} from '../store/app-store.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';

const leave: Keymap[number] = {
	id: 'export.leave',
	keys: ['escape'],
	label: 'Back',
	group: 'Take it away',
	footer: 'always',
	run({state}) {
		const {backToFormat, back, restart} = state();
		if (!backToFormat() && !back()) restart({name: 'tokens'});
	},
};

/** The keys while a form is chosen. */
export const exportFormatKeymap: Keymap = [...menuHints('Choose'), leave, ...browseKeymap];

const write: Keymap[number] = {
	id: 'export.write',
	keys: ['enter', 'ctrl+s'],
	label: 'Write the file',
	group: 'Take it away',
	footer: true,
	run({state}) {
		void state().writeExportFile();
	},
};

const overwrite: Keymap[number] = {
	id: 'export.overwrite',
	keys: ['ctrl+o'],
	label: 'Write over it',
	group: 'Take it away',
	blockedBy: ({state}) =>
		state().exportDraft?.isTaken ? undefined : 'No file of that name was found yet: Enter writes it.',
	run({state}) {
		void state().writeExportFile(true);
	},
};

/** The keys while the file is named. */
export const exportFileKeymap: Keymap = [write, overwrite, leave, ...formKeymap];

/** The keys while the file that was named is there already. */
export const exportTakenKeymap: Keymap = [write, {...overwrite, footer: true}, leave, ...formKeymap];

/** The keys while the repository is named that gets secrets. */
export const exportRepositoryKeymap: Keymap = [
	{
		id: 'export.set-secrets',
		keys: ['enter', 'ctrl+s'],
		label: 'Set the secrets',
		group: 'Take it away',
		footer: true,
		changes: true,
		run({state}) {
			void state().setExportSecrets();
		},
	},
	leave,
	...formKeymap,
];

/** The keys while a text without a secret is shown. */
export const exportShownKeymap: Keymap = [
	{
		id: 'export.copy',
		keys: ['y'],
		label: 'Copy',
		group: 'Take it away',
		footer: true,
		run({state}) {
			const {exportDraft, copy} = state();
			if (exportDraft?.text !== undefined) {
				void copy({what: 'the text', text: exportDraft.text}, 'f, for a file.');
			}
		},
	},
	{
		id: 'export.to-file',
		keys: ['f', 'enter'],
		label: 'Write to a file',
		group: 'Take it away',
		footer: true,
		run: ({state}) => state().nameExportFile(),
	},
	...scrollKeys,
	leave,
	...browseKeymap,
];

/** The keys once the file is written, or the secrets are set. */
export const exportDoneKeymap: Keymap = [
	{
		id: 'export.done',
		keys: ['enter', 'escape'],
		label: 'Done',
		group: 'Take it away',
		footer: true,
		run: ({state}) => state().restart({name: 'tokens'}),
	},
	...browseKeymap,
];

const stepKeymaps = {
	format: exportFormatKeymap,
	way: exportFormatKeymap,
	file: exportFileKeymap,
	repository: exportRepositoryKeymap,
	shown: exportShownKeymap,
	written: exportDoneKeymap,
	set: exportDoneKeymap,
};

/** The keys of the step that the export is at. */
export const exportKeymapNow = ({exportDraft}: Pick<AppState, 'exportDraft'>): Keymap =>
	exportDraft?.step === 'file' && exportDraft.isTaken
		? exportTakenKeymap
		: stepKeymaps[exportDraft?.step ?? 'format'];
