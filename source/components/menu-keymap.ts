import type {Binding} from '../dispatch/keymap.ts';

/** What the keys of a menu act on; `choose` without a number takes the item under the cursor. */
export type MenuKeys = {
	readonly move: (by: 1 | -1) => void;
	readonly choose: (number?: number) => void;
};

/** The keys of every menu, those of ink-select-input. */
export const menuKeymap: readonly Binding<MenuKeys>[] = [
	{id: 'menu.up', keys: ['up', 'k'], label: 'Up', group: 'Menu', run: ({move}) => move(-1)},
	{id: 'menu.down', keys: ['down', 'j'], label: 'Down', group: 'Menu', run: ({move}) => move(1)},
	{id: 'menu.choose', keys: ['enter'], label: 'Choose', group: 'Menu', run: ({choose}) => choose()},
	...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(
		(number): Binding<MenuKeys> => ({
			id: `menu.choose-${number}`,
			keys: [String(number)],
			label: `Choose number ${number}`,
			group: 'Menu',
			hidden: true,
			run: ({choose}) => choose(number),
		}),
	),
];
