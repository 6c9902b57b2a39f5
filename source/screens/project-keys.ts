import {projectLabel} from '../store/projects-slice.ts';
import type {RouteName} from '../store/route.ts';
import {logKey} from './log-keys.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const unlessOn =
	(name: RouteName) =>
	({state}: ScreenContext): string | undefined =>
		state().routes.at(-1)?.name === name ? 'You are there.' : undefined;

/** The keys that lead from list to list. */
export const screenKeys: Keymap = [
	{
		id: 'screen.tokens',
		keys: ['1'],
		label: 'Tokens',
		group: 'Anywhere',
		blockedBy: unlessOn('tokens'),
		run: ({state}) => state().restart({name: 'tokens'}),
	},
	{
		id: 'screen.projects',
		keys: ['2'],
		label: 'Projects',
		group: 'Anywhere',
		blockedBy: unlessOn('projects'),
		run({state}) {
			const {dropActivation, go, loadProjectsAndLimit} = state();
			dropActivation();
			go({name: 'projects'});
			void loadProjectsAndLimit();
		},
	},
	logKey('screen.log', '3'),
	{
		id: 'screen.keys',
		keys: ['4'],
		label: 'Keys',
		group: 'Anywhere',
		blockedBy: unlessOn('keys'),
		run: ({state}) => state().openKeys(),
	},
];

/** The keys that lead from list to list, and from project to project. */
export const projectKeys: Keymap = [
	{
		id: 'project.switch',
		keys: ['P'],
		label: 'Project',
		group: 'Anywhere',
		footer: true,
		run: ({state}) => state().openSwitcher(),
	},
	{
		id: 'project.last',
		changes: true,
		keys: ['-'],
		label: 'Last project',
		group: 'Anywhere',
		blockedBy({state}) {
			const {activation, lastProject} = state();
			if (activation.status === 'sending') return 'One moment: the service is being asked.';
			return lastProject ? undefined : 'No other project was active yet: P chooses one.';
		},
		run({state}) {
			const {lastProject, setActiveProject, say} = state();
			if (!lastProject) return;
			void setActiveProject(lastProject).then(isDone => {
				const {activation} = state();
				if (!isDone && activation.status === 'failed')
					say(`${projectLabel(lastProject)} could not be made the active one: ${activation.failure.said}`);
			});
		},
	},
	...screenKeys,
];
