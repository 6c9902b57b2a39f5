import type {AppState} from '../store/app-store.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

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

/** The keys while the form is chosen. */
export const exportFormatKeymap: Keymap = [...menuHints('Choose'), leave, ...browseKeymap];

/** The keys while the file is named. */
export const exportFileKeymap: Keymap = [
	{
		id: 'export.write',
		keys: ['enter', 'ctrl+s'],
		label: 'Write the file',
		group: 'Take it away',
		footer: true,
		run({state}) {
			void state().writeExportFile();
		},
	},
	leave,
	...formKeymap,
];

/** The keys once the file is written. */
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
	file: exportFileKeymap,
	writing: exportFileKeymap,
	written: exportDoneKeymap,
};

/** The keys of the step that the export is at. */
export const exportKeymapNow = ({exportDraft}: Pick<AppState, 'exportDraft'>): Keymap =>
	stepKeymaps[exportDraft?.step ?? 'format'];
