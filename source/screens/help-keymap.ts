import type {Keymap} from './screen-context.tsx';

/** The keys of the help. */
export const helpKeymap: Keymap = [
	{
		id: 'help.close',
		keys: ['escape', '?', 'q', 'enter'],
		label: 'Close',
		group: 'Help',
		footer: 'always',
		run({state}) {
			state().back();
		},
	},
];
