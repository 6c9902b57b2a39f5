import type {AppState} from '../../store/app-store.ts';
import type {CreatePage} from '../../store/draft-slice.ts';
import {formKeymap, noQuitKeymap} from '../global-keymap.ts';
import {menuHints} from '../menu-hints.ts';
import {makeNewKeyKeymaps, newKeyKeymapNow} from '../new-key/new-key-keymap.ts';
import type {Keymap} from '../screen-context.tsx';

const next = (keys: readonly string[], footer: boolean): Keymap[number] => ({
	id: 'create.next',
	keys,
	label: 'Next',
	group: 'New token',
	footer,
	run: ({state}) => state().nextPage(),
});

const back: Keymap[number] = {
	id: 'create.back',
	keys: ['escape'],
	label: 'Back, keeps it all',
	group: 'New token',
	footer: 'always',
	run({state}) {
		const {previousPage, back: leave} = state();
		if (!previousPage()) leave();
	},
};

/** The keys of a page with one text field. */
export const createTextKeymap: Keymap = [
	next(['enter', 'ctrl+s'], true),
	{
		id: 'create.anew',
		keys: ['ctrl+n'],
		label: 'Begin anew',
		group: 'New token',
		run: ({state}) => state().beginDraft(),
	},
	back,
	...formKeymap,
];

/** The keys of a page with a menu, whose own Enter goes on. */
export const createMenuKeymap: Keymap = [
	...menuHints('Choose'),
	next(['ctrl+s'], false),
	back,
	...noQuitKeymap,
];

/** The keys of the pages about a key that is not made here. */
export const createKeyKeymaps = makeNewKeyKeymaps(back);

const passphraseFocus: Keymap = [
	{
		id: 'create.field',
		keys: ['tab', 'down'],
		label: 'Next field',
		group: 'New token',
		footer: true,
		run: ({state}) => state().movePassphraseFocus(1),
	},
	{
		id: 'create.field-before',
		keys: ['shift+tab', 'up'],
		label: 'Field before',
		group: 'New token',
		run: ({state}) => state().movePassphraseFocus(-1),
	},
];

/** The keys of the two passphrase fields. */
export const createPassphraseKeymap: Keymap = [
	next(['enter', 'ctrl+s'], true),
	...passphraseFocus,
	back,
	...formKeymap,
];

/** The keys of what can be ticked below the passphrase fields. */
export const createTickKeymap: Keymap = [
	{
		id: 'create.tick',
		keys: ['space', 'enter'],
		label: 'Tick',
		group: 'New token',
		footer: true,
		run: ({state}) => state().tickPassphrase(),
	},
	next(['ctrl+s'], true),
	...passphraseFocus,
	back,
	...noQuitKeymap,
];

const pageKeymaps: Readonly<Record<CreatePage, Keymap>> = {
	name: createTextKeymap,
	algorithm: createMenuKeymap,
	key: createMenuKeymap,
	passphrase: createPassphraseKeymap,
	permissions: createMenuKeymap,
	review: createMenuKeymap,
};

/** The keys of the page that the wizard is at. */
export const createKeymapNow = ({draft}: Pick<AppState, 'draft'>): Keymap => {
	const {page, passphraseField} = draft;
	if (page === 'passphrase' && (passphraseField === 'show' || passphraseField === 'make'))
		return createTickKeymap;
	if (page === 'key') return newKeyKeymapNow(draft, {...createKeyKeymaps, menu: createMenuKeymap});
	return pageKeymaps[page];
};
