import {formKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const whileSending = ({state}: ScreenContext): string | undefined =>
	state().projectForm?.isSending ? 'One moment: it is being saved.' : undefined;

/** The keys of the form for a project. */
export const projectFormKeymap: Keymap = [
	{
		id: 'project-form.next',
		changes: true,
		keys: ['enter'],
		label: 'Next',
		group: 'Project',
		footer: true,
		blockedBy: whileSending,
		run({state}) {
			void state().nextProjectField();
		},
	},
	{
		id: 'project-form.field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group: 'Project',
		footer: true,
		run({state}) {
			const {projectForm, editProjectForm} = state();
			editProjectForm({field: projectForm?.field === 'name' ? 'description' : 'name'});
		},
	},
	{
		id: 'project-form.save',
		changes: true,
		keys: ['ctrl+s'],
		label: 'Save',
		group: 'Project',
		footer: true,
		blockedBy: whileSending,
		run({state}) {
			void state().submitProject();
		},
	},
	{
		id: 'project-form.back',
		keys: ['escape'],
		label: 'Back, keeps it all',
		group: 'Project',
		footer: 'always',
		run({state}) {
			state().back();
		},
	},
	...formKeymap,
];
