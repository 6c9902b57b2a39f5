import {selectSwitcherProject} from '../store/switcher-slice.ts';
import {formKeymap} from './global-keymap.ts';
import type {Keymap} from './screen-context.tsx';

const page = 5;

const moves = (id: string, keys: readonly string[], label: string, by: number): Keymap[number] => ({
	id,
	keys,
	label,
	group: 'Move',
	footer: id === 'switcher.move-down',
	run: ({state}) => state().moveSwitcher(by),
});

/** The keys of the switcher of projects, in which letters find one. */
export const switcherKeymap: Keymap = [
	{
		id: 'switcher.choose',
		changes: true,
		keys: ['enter'],
		label: 'Make active',
		group: 'Project',
		footer: true,
		blockedBy({state}) {
			if (state().activation.status === 'sending') return 'One moment: the service is being asked.';
			return selectSwitcherProject(state()) ? undefined : 'No project is called like that.';
		},
		run({state}) {
			void state().chooseInSwitcher();
		},
	},
	moves('switcher.move-up', ['up'], 'Row before', -1),
	moves('switcher.move-down', ['down'], 'Next row', 1),
	moves('switcher.page-up', ['pageup'], 'Five rows up', -page),
	moves('switcher.page-down', ['pagedown'], 'Five rows down', page),
	{
		id: 'switcher.refresh',
		keys: ['f5', 'ctrl+r'],
		label: 'Refresh',
		group: 'Project',
		run({state}) {
			void state().loadProjects();
		},
	},
	{
		id: 'switcher.cancel',
		keys: ['escape'],
		label: 'Cancel',
		group: 'Project',
		footer: 'always',
		run({state}) {
			state().dropActivation();
			state().back();
		},
	},
	...formKeymap,
];
