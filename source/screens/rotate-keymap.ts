import type {AppState} from '../store/app-store.ts';
import {confirmationFor} from '../store/delete-slice.ts';
import {backKey, browseKeymap, formKeymap, noQuitKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import {makeNewKeyKeymaps, newKeyKeymapNow} from './new-key/new-key-keymap.ts';
import type {Keymap} from './screen-context.tsx';

const back: Keymap[number] = {
	id: 'rotate.back',
	keys: ['escape'],
	label: 'Back, sends nothing',
	group: 'Rotate key',
	footer: 'always',
	run({state}) {
		const {previousRotationPage, back: leave, restart} = state();
		if (!previousRotationPage() && !leave()) restart({name: 'tokens'});
	},
};

const next: Keymap[number] = {
	id: 'rotate.next',
	changes: true,
	keys: ['enter', 'ctrl+s'],
	label: 'Next',
	group: 'Rotate key',
	footer: true,
	run({state}) {
		void state().nextRotationPage();
	},
};

/** The keys while the token is read, and when it can't be rotated. */
export const rotateWaitKeymap: Keymap = [
	{
		id: 'rotate.again',
		keys: ['r'],
		label: 'Read again',
		group: 'Rotate key',
		footer: true,
		blockedBy: ({state}) =>
			state().rotation?.page === 'reading' ? 'It is being read; Esc leaves.' : undefined,
		run({state}) {
			const {rotation, beginRotation} = state();
			if (rotation) void beginRotation(rotation.tokenId, rotation.isLeak ? 'leak' : undefined);
		},
	},
	backKey(),
	...browseKeymap,
];

/** The keys where it is chosen what happens. */
export const rotateMenuKeymap: Keymap = [...menuHints('Choose'), backKey(['escape']), ...browseKeymap];

/** The keys where it is chosen where the new key comes from, and how it is taken. */
export const rotateKeyMenuKeymap: Keymap = [...menuHints('Choose'), back, ...noQuitKeymap];

/** The keys of the pages about a new key that is not made here. */
export const rotateKeyKeymaps = makeNewKeyKeymaps(back);

/** The keys of the new key's two passphrase fields. */
export const rotatePassphraseKeymap: Keymap = [
	next,
	{
		id: 'rotate.field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group: 'Rotate key',
		footer: true,
		run({state}) {
			const {rotation, editRotation} = state();
			editRotation({field: rotation?.field === 'first' ? 'second' : 'first'});
		},
	},
	back,
	...formKeymap,
];

/** The keys of a page with one field. */
export const rotateTextKeymap: Keymap = [next, back, ...formKeymap];

/** The keys where the name is typed: Enter does nothing before it matches. */
export const rotateConfirmKeymap: Keymap = [
	{
		...next,
		label: 'Do it',
		blockedBy({state}) {
			const {rotation, tokens} = state();
			return rotation?.token && rotation.typed === confirmationFor(rotation.token, tokens.items).text
				? undefined
				: 'What has to be typed does not match yet.';
		},
	},
	back,
	...formKeymap,
];

/** The keys of the rotation as it stands now. */
export const rotateKeymapNow = ({rotation}: Pick<AppState, 'rotation'>): Keymap => {
	switch (rotation?.page) {
		case 'begin':
		case 'open':
		case 'leak':
			return rotateMenuKeymap;
		case 'key':
			return newKeyKeymapNow(rotation, {...rotateKeyKeymaps, menu: rotateKeyMenuKeymap});
		case 'passphrase':
			return rotatePassphraseKeymap;
		case 'unlock':
			return rotateTextKeymap;
		case 'confirm':
			return rotateConfirmKeymap;
		default:
			return rotateWaitKeymap;
	}
};
