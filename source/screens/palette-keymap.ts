import type {BoundBinding} from '../dispatch/keymap.ts';
import {foundCommands} from './found-commands.ts';
import {formKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const page = 5;

/** Makes the keys of the palette over what lists the commands there are. */
export const makePaletteKeymap = (
	bindingsOf: (context: ScreenContext) => readonly BoundBinding[],
): Keymap => {
	const found = (context: ScreenContext) =>
		foundCommands(bindingsOf(context), context.state().palette.filter);
	const current = (context: ScreenContext) => found(context)[context.state().palette.row];
	const moves = (id: string, keys: readonly string[], label: string, by: number): Keymap[number] => ({
		id,
		keys,
		label,
		group: 'Move',
		footer: id === 'palette.down',
		run: context => context.state().movePalette(by, found(context).length),
	});
	return [
		{
			id: 'palette.run',
			keys: ['enter'],
			label: 'Do it',
			group: 'Commands',
			footer: true,
			blockedBy(context) {
				const command = current(context);
				return command ? command.blocked() : 'No command is called like that.';
			},
			run(context) {
				const command = current(context);
				if (!command) return;
				// It acts on the screen that it belongs to.
				context.state().back();
				command.run();
			},
		},
		moves('palette.up', ['up'], 'Row before', -1),
		moves('palette.down', ['down'], 'Next row', 1),
		moves('palette.page-up', ['pageup'], 'Five rows up', -page),
		moves('palette.page-down', ['pagedown'], 'Five rows down', page),
		{
			id: 'palette.close',
			keys: ['escape'],
			label: 'Close',
			group: 'Commands',
			footer: 'always',
			run({state}) {
				state().back();
			},
		},
		...formKeymap,
	];
};
