import type {Keymap} from './screen-context.tsx';

/** The keys of the help. */
export const helpKeymap: Keymap = [
	{
		id: 'help.search',
		keys: ['/', ':'],
		label: 'Search',
		group: 'Help',
		footer: true,
		run: ({state}) => state().openPalette(),
	},
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

const turn = (id: string, keys: readonly string[], label: string, by: number): Keymap[number] => ({
	id,
	keys,
	label,
	group: 'Help',
	footer: true,
	run({state}) {
		const {routes, replace} = state();
		const route = routes.at(-1);
		if (route?.name === 'help') replace({...route, page: (route.page ?? 0) + by});
	},
});

/** The keys of the help where it does not fit into the window. */
export const helpPagesKeymap: Keymap = [
	turn('help.next', ['pagedown', 'ctrl+f', 'down', 'j'], 'Next page', 1),
	turn('help.before', ['pageup', 'ctrl+b', 'up', 'k'], 'Page before', -1),
	...helpKeymap,
];
