import type {AppState} from '../store/app-store.ts';
import {selectMayDelete} from '../store/delete-slice.ts';
import {formKeymap} from './global-keymap.ts';
import type {Keymap} from './screen-context.tsx';

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

const moves: Keymap = [
	{
		id: 'delete.field',
		keys: ['tab', 'down'],
		label: 'Next',
		group: 'Delete',
		footer: true,
		run: ({state}) => state().moveInDelete(1),
	},
	{
		id: 'delete.field-before',
		keys: ['shift+tab', 'up'],
		label: 'Before',
		group: 'Delete',
		run: ({state}) => state().moveInDelete(-1),
	},
];

const confirm: Keymap[number] = {
	id: 'delete.confirm',
	keys: ['enter'],
	label: 'Delete',
	group: 'Delete',
	footer: true,
	changes: true,
	blockedBy: ({state}) => (selectMayDelete(state()) ? undefined : 'What has to be typed does not match yet.'),
	run({state}) {
		const {confirmDelete, replace} = state();
		if (confirmDelete()) replace({name: 'run'});
	},
};

/** The keys while the name is typed, or on the button that deletes: Enter does nothing before it matches. */
export const deleteNameKeymap: Keymap = [confirm, ...moves, cancel, ...formKeymap];

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
	...moves,
	cancel,
	...formKeymap,
];

/** The keys on the button that leaves everything as it is. */
export const deleteCancelKeymap: Keymap = [
	...moves,
	{...cancel, keys: ['enter', 'space', 'escape']},
	...formKeymap,
];

/** The keys of the field that one is in. */
export const deleteKeymapNow = ({deleteDraft}: Pick<AppState, 'deleteDraft'>): Keymap => {
	switch (deleteDraft?.field) {
		case 'key':
			return deleteKeyKeymap;
		case 'cancel':
			return deleteCancelKeymap;
		default:
			return deleteNameKeymap;
	}
};
