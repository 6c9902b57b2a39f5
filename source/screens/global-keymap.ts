import {logKey} from './log-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';
import {sessionKeymap} from './session-keymap.ts';

const quitNow = 130;

const openHelp = ({state}: ScreenContext) => {
	const {routes, go, back} = state();
	const current = routes.at(-1)?.name;
	if (current === 'help') back();
	else if (current) go({name: 'help', of: current});
};

const interrupt = ({state, quit}: ScreenContext) => {
	if (state().armQuit()) quit(quitNow);
};

/** The keys that work on every screen and in every field. */
export const globalKeymap: Keymap = [
	{
		id: 'app.interrupt',
		keys: ['ctrl+c'],
		label: 'Quit (press it twice)',
		group: 'Anywhere',
		everywhere: true,
		run: interrupt,
	},
	{id: 'app.help', keys: ['f1'], label: 'Help', group: 'Anywhere', everywhere: true, run: openHelp},
	{
		id: 'app.palette',
		keys: ['ctrl+p'],
		label: 'Commands',
		group: 'Anywhere',
		everywhere: true,
		run: ({state}) => state().openPalette(),
	},
	{
		id: 'app.redraw',
		keys: ['ctrl+l'],
		label: 'Draw again',
		group: 'Anywhere',
		everywhere: true,
		run: ({redraw}) => redraw(),
	},
	{
		id: 'app.suspend',
		keys: ['ctrl+z'],
		label: 'Suspend',
		group: 'Anywhere',
		everywhere: true,
		run: ({suspend}) => suspend(),
	},
];

/** The keys of every screen on which letters are not text. */
export const browseKeymap: Keymap = [
	{id: 'browse.help', keys: ['?'], label: 'Help', group: 'Anywhere', footer: 'always', run: openHelp},
	{
		id: 'browse.palette',
		keys: [':'],
		label: 'Commands',
		group: 'Anywhere',
		footer: 'always',
		run: ({state}) => state().openPalette(),
	},
	{
		id: 'browse.quit',
		keys: ['q'],
		label: 'Quit',
		group: 'Anywhere',
		footer: 'always',
		run: ({quit}) => quit(0),
	},
	logKey('browse.log', '@'),
	...sessionKeymap,
];

/** Those keys where something was filled in: a letter that slipped would lose it all. */
export const noQuitKeymap: Keymap = browseKeymap.filter(({id}) => id !== 'browse.quit');

/** What stands at the end of the footer where letters are text. */
export const formKeymap: Keymap = [
	{id: 'form.help', keys: ['f1'], label: 'Help', group: 'Anywhere', footer: 'always', run: openHelp},
	{
		id: 'form.interrupt',
		keys: ['ctrl+c'],
		label: 'Quit (twice)',
		group: 'Anywhere',
		footer: 'always',
		run: interrupt,
	},
];

/** A key that goes back one screen. */
export const backKey = (keys: readonly string[] = ['escape', 'left', 'h']): Keymap[number] => ({
	id: 'screen.back',
	keys,
	label: 'Back',
	group: 'Move',
	footer: 'always',
	run: ({state}) => {
		state().back();
	},
});
