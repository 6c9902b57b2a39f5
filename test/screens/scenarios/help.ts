import {helpPagesKeymap} from '../../../source/screens/help-keymap.ts';
import type {Scenario} from '../scenarios.ts';

/** The help. */
export const helpScenarios: readonly Scenario[] = [
	{
		name: 'help',
		keymap: helpPagesKeymap,
		focus: 'none',
		async reach({signIn, state}) {
			await signIn();
			state().go({name: 'help', of: 'tokens'});
		},
	},
];
