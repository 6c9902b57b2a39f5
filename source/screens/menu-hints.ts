import type {Keymap} from './screen-context.tsx';

/**
 * Shows a menu's keys in the footer. While a menu has the focus its own layer lies above and takes these keys, so that
 * these bindings are never run.
 */
export const menuHints = (choose: string): Keymap => [
	{id: 'hint.choose', keys: ['enter'], label: choose, group: 'Menu', footer: true, run: () => undefined},
	{id: 'hint.move', keys: ['up', 'down'], label: 'Move', group: 'Menu', footer: true, run: () => undefined},
];
