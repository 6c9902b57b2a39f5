import type {AppState} from '../store/app-store.ts';
import {formKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const switchField = ({state}: ScreenContext) => {
	const {deleteDraft, editDelete} = state();
	editDelete({field: deleteDraft?.field === 'name' ? 'key' : 'name'});
};

const cancel: Keymap[number] = {
	id: 'delete.cancel',
	keys: ['escape'],
	label: 'Cancel',
	group: 'Delete',
	footer: 'always',
	run({state}) {
		state().back();
	},
};

const move: Keymap[number] = {
	id: 'delete.field',
	keys: ['tab', 'shift+tab', 'up', 'down'],
	label: 'Key or name',
	group: 'Delete',
	footer: true,
	run: switchField,
};

/** The keys while the name is typed: Enter does nothing before it matches. */
export const deleteNameKeymap: Keymap = [
	{
		id: 'delete.confirm',
		keys: ['enter'],
		label: 'Delete',
		group: 'Delete',
		footer: true,
		run({state}) {
			const {confirmDelete, replace} = state();
			if (confirmDelete()) replace({name: 'run'});
		},
	},
	move,
	cancel,
	...formKeymap,
];

/** The keys while it is chosen what happens to the private key. */
export const deleteKeyKeymap: Keymap = [
	{
		id: 'delete.key',
		keys: ['space', 'enter'],
		label: 'Keep or remove the key',
		group: 'Delete',
		footer: true,
		run({state}) {
			const {deleteDraft, editDelete} = state();
			editDelete({removesKey: !deleteDraft?.removesKey});
		},
	},
	move,
	cancel,
	...formKeymap,
];

/** The keys of the field that is being filled in. */
export const deleteKeymapNow = ({deleteDraft}: Pick<AppState, 'deleteDraft'>): Keymap =>
	deleteDraft?.field === 'key' ? deleteKeyKeymap : deleteNameKeymap;
