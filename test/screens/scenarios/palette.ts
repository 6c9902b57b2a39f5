import {paletteKeymap} from '../../../source/screens/keymaps.ts';
import type {AStore} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const open = async (app: AStore, filter: string) => {
	await app.signIn();
	app.state().restart({name: 'tokens'});
	app.state().openPalette();
	app.state().filterPalette(filter);
};

/** The states of the palette. */
export const paletteScenarios: readonly Scenario[] = [
	{name: 'palette', keymap: paletteKeymap, focus: 'text', reach: async app => open(app, '')},
	{
		name: 'palette, a command that can not be used now',
		keymap: paletteKeymap,
		focus: 'text',
		reach: async app => open(app, 'rotate'),
	},
	{
		name: 'palette, nothing found',
		keymap: paletteKeymap,
		focus: 'text',
		reach: async app => open(app, 'no such thing'),
	},
];
