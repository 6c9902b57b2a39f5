import type {AppState} from '../../store/app-store.ts';
import type {CreatePage} from '../../store/draft-slice.ts';
import {browseKeymap, formKeymap} from '../global-keymap.ts';
import {menuHints} from '../menu-hints.ts';
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

// Letters don't quit here: what was typed so far would be lost by one slip.
const withoutQuit = browseKeymap.filter(({id}) => id !== 'browse.quit');

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
	...withoutQuit,
];

/** The keys of the commands that make a key pair by hand. */
export const createRecipeKeymap: Keymap = [
	{
		id: 'create.bring',
		keys: ['enter', 'ctrl+s'],
		label: 'Bring it',
		group: 'New token',
		footer: true,
		run: ({state}) => state().beginBringing({isOwnMake: true}),
	},
	{
		id: 'create.copy-recipe',
		keys: ['y'],
		label: 'Copy',
		group: 'New token',
		footer: true,
		run: ({state}) => state().copyKeyRecipe(),
	},
	{
		id: 'create.tool',
		keys: ['s'],
		label: 'Other program',
		group: 'New token',
		footer: true,
		run({state}) {
			const {draft, editDraft} = state();
			editDraft({keyTool: draft.keyTool === 'openssl' ? 'ssh-keygen' : 'openssl'});
		},
	},
	{
		id: 'create.system',
		keys: ['w'],
		label: 'Other system',
		group: 'New token',
		footer: true,
		run({state}) {
			const {draft, editDraft} = state();
			editDraft({isForWindows: !draft.isForWindows});
		},
	},
	back,
	...withoutQuit,
];

/** The keys of the field that takes a public key. */
export const createBringKeymap: Keymap = [
	{
		id: 'create.read-key',
		keys: ['enter', 'ctrl+s'],
		label: 'Read the file',
		group: 'New token',
		footer: true,
		run({state}) {
			void state().readKeyFile();
		},
	},
	{
		id: 'create.complete',
		keys: ['tab'],
		label: 'Complete the path',
		group: 'New token',
		footer: true,
		run({state}) {
			void state().completeKeyFile();
		},
	},
	back,
	...formKeymap,
];

/** The keys of the fields that take a key in a cloud. */
export const createCloudKeymap: Keymap = [
	{
		id: 'create.find-key',
		keys: ['enter', 'ctrl+s'],
		label: 'Look it up',
		group: 'New token',
		footer: true,
		run({state}) {
			void state().findCloudKey();
		},
	},
	{
		id: 'create.cloud-field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group: 'New token',
		footer: true,
		run({state}) {
			const {draft, editDraft} = state();
			editDraft({cloudField: draft.cloudField === 'key' ? 'profile' : 'key'});
		},
	},
	{
		...back,
		id: 'create.stop-finding',
		run({state}) {
			if (!state().stopFindingCloudKey()) state().previousPage();
		},
	},
	...formKeymap,
];

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
	...withoutQuit,
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
	const {page, keyView, brought, passphraseField} = draft;
	if (page === 'passphrase' && (passphraseField === 'show' || passphraseField === 'make'))
		return createTickKeymap;
	if (page !== 'key' || keyView === 'sources') return pageKeymaps[page];
	if (keyView === 'recipe') return createRecipeKeymap;
	if (keyView === 'cloud') return brought?.link ? createMenuKeymap : createCloudKeymap;
	return brought && !brought.link ? createMenuKeymap : createBringKeymap;
};
