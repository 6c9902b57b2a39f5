import {formKeymap} from '../../app/global-keymap.ts';
import type {Keymap} from '../../app/screen-context.tsx';

/** The keys of the create wizard; on a page with a menu the menu's own Enter goes on. */
export const createKeymap: Keymap = [
	{
		id: 'create.next',
		keys: ['enter', 'ctrl+s'],
		label: 'Next',
		group: 'New token',
		footer: true,
		run: ({state}) => state().nextPage(),
	},
	{
		id: 'create.field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group: 'New token',
		footer: true,
		blockedBy: ({state}) => (state().draft.page === 'passphrase' ? undefined : 'This page has one field.'),
		run({state}) {
			const {draft, editDraft} = state();
			editDraft({passphraseField: draft.passphraseField === 'first' ? 'second' : 'first'});
		},
	},
	{
		id: 'create.back',
		keys: ['escape'],
		label: 'Back (keeps your text)',
		group: 'New token',
		footer: true,
		run({state}) {
			const {previousPage, back} = state();
			if (!previousPage()) back();
		},
	},
	...formKeymap,
];
