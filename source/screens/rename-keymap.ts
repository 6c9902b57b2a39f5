import {formKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const whyNotNow = ({state}: ScreenContext): string | undefined => {
	const {renameForm} = state();
	if (renameForm?.status === 'reading') return 'One moment: the token is being read.';
	if (renameForm?.status === 'sending') return 'One moment: it is being saved.';
	return undefined;
};

/** The keys of the form for a token's name. */
export const renameKeymap: Keymap = [
	{
		id: 'rename.save',
		keys: ['enter', 'ctrl+s'],
		label: 'Rename',
		group: 'Rename',
		footer: true,
		changes: true,
		blockedBy: whyNotNow,
		run({state}) {
			const {renameForm, beginRenameToken, submitRename} = state();
			if (renameForm && !renameForm.token) void beginRenameToken(renameForm.tokenId);
			else void submitRename();
		},
	},
	{
		id: 'rename.back',
		keys: ['escape'],
		label: 'Back, sends nothing',
		group: 'Rename',
		footer: 'always',
		run({state}) {
			state().back();
		},
	},
	...formKeymap,
];
