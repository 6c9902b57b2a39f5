import type {AppState} from '../store/app-store.ts';
import {selectKeyConfirmation} from '../store/key-form-slice.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import type {Keymap} from './screen-context.tsx';

const back: Keymap[number] = {
	id: 'key-form.back',
	keys: ['escape'],
	label: 'Back, changes nothing',
	group: 'Key',
	footer: 'always',
	run: ({state}) => state().leaveKeyForm(),
};

const next: Keymap[number] = {
	id: 'key-form.next',
	changes: true,
	keys: ['enter', 'ctrl+s'],
	label: 'Next',
	group: 'Key',
	footer: true,
	blockedBy({state}) {
		const {keyForm} = state();
		if (keyForm?.isBusy) return 'One moment: it is being done.';
		if (keyForm?.page !== 'confirm') return undefined;
		const {text} = selectKeyConfirmation(keyForm.thumbprint)(state());
		return keyForm.typed === text ? undefined : 'What has to be typed does not match yet.';
	},
	run({state}) {
		void state().nextKeyFormPage();
	},
};

/** The keys while it is asked which tokens use a key, and where it can't be deleted. */
export const keyFormWaitKeymap: Keymap = [back, ...browseKeymap];

/** The keys of a page with one field. */
export const keyFormTextKeymap: Keymap = [next, back, ...formKeymap];

/** The keys while the note is typed. */
export const keyFormNoteKeymap: Keymap = [{...next, label: 'Keep it'}, back, ...formKeymap];

/** The keys while the name is typed: Enter does nothing before it matches. */
export const keyFormDeleteKeymap: Keymap = [{...next, label: 'Delete'}, back, ...formKeymap];

/** The keys of the two fields of a new passphrase. */
export const keyFormPassphraseKeymap: Keymap = [
	next,
	{
		id: 'key-form.field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group: 'Key',
		footer: true,
		run({state}) {
			const {keyForm, editKeyForm} = state();
			editKeyForm({field: keyForm?.field === 'first' ? 'second' : 'first'});
		},
	},
	back,
	...formKeymap,
];

/** The keys of the form as it stands now. */
export const keyFormKeymapNow = ({keyForm}: Pick<AppState, 'keyForm'>): Keymap => {
	switch (keyForm?.page) {
		case 'new':
			return keyFormPassphraseKeymap;
		case 'open':
			return keyFormTextKeymap;
		case 'note':
			return keyFormNoteKeymap;
		case 'confirm':
			return keyFormDeleteKeymap;
		default:
			return keyFormWaitKeymap;
	}
};
