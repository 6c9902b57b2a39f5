import type {KeyChoice} from '../../store/key-choice.ts';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {formKeymap, noQuitKeymap} from '../global-keymap.ts';
import type {Keymap} from '../screen-context.tsx';

/** The keys of the pages about a key that is not made here: the commands that make one, the field that takes one, and those for one in a cloud. */
export type NewKeyKeymaps = {readonly recipe: Keymap; readonly bring: Keymap; readonly cloud: Keymap};

const group = 'New key';

const recipe: Keymap = [
	{
		id: 'new-key.bring',
		keys: ['enter', 'ctrl+s'],
		label: 'Bring it',
		group,
		footer: true,
		run: ({state}) => state().beginBringing({isOwnMake: true}),
	},
	{
		id: 'new-key.copy-recipe',
		keys: ['y'],
		label: 'Copy',
		group,
		footer: true,
		run: ({state}) => state().copyKeyRecipe(),
	},
	{
		id: 'new-key.tool',
		keys: ['s'],
		label: 'Other program',
		group,
		footer: true,
		run({state}) {
			const {keyTool} = selectKeyChoice(state());
			state().editKeyChoice({keyTool: keyTool === 'openssl' ? 'ssh-keygen' : 'openssl'});
		},
	},
	{
		id: 'new-key.system',
		keys: ['w'],
		label: 'Other system',
		group,
		footer: true,
		run({state}) {
			const {isForWindows} = selectKeyChoice(state());
			state().editKeyChoice({isForWindows: !isForWindows});
		},
	},
];

const bring: Keymap = [
	{
		id: 'new-key.read',
		keys: ['enter', 'ctrl+s'],
		label: 'Read the file',
		group,
		footer: true,
		run({state}) {
			void state().readKeyFile();
		},
	},
	{
		id: 'new-key.complete',
		keys: ['tab'],
		label: 'Complete the path',
		group,
		footer: true,
		run({state}) {
			void state().completeKeyFile();
		},
	},
];

const cloud: Keymap = [
	{
		id: 'new-key.find',
		keys: ['enter', 'ctrl+s'],
		label: 'Look it up',
		group,
		footer: true,
		run({state}) {
			void state().findCloudKey();
		},
	},
	{
		id: 'new-key.cloud-field',
		keys: ['tab', 'shift+tab', 'down', 'up'],
		label: 'Other field',
		group,
		footer: true,
		run({state}) {
			const {cloudField} = selectKeyChoice(state());
			state().editKeyChoice({cloudField: cloudField === 'key' ? 'profile' : 'key'});
		},
	},
];

/**
 * Makes those keys.
 *
 * @param back leads back from such a page
 */
export const makeNewKeyKeymaps = (back: Keymap[number]): NewKeyKeymaps => ({
	recipe: [...recipe, back, ...noQuitKeymap],
	bring: [...bring, back, ...formKeymap],
	cloud: [
		...cloud,
		{
			...back,
			id: 'new-key.stop-finding',
			group,
			run(context) {
				if (!context.state().stopFindingCloudKey()) back.run(context);
			},
		},
		...formKeymap,
	],
});

/** The keys of the choice of a key as it stands; `menu`: those where one of several is chosen. */
export const newKeyKeymapNow = (
	{keyView, brought}: Pick<KeyChoice, 'keyView' | 'brought'>,
	{menu, ...keymaps}: NewKeyKeymaps & {readonly menu: Keymap},
): Keymap => {
	switch (keyView) {
		case 'sources':
			return menu;
		case 'recipe':
			return keymaps.recipe;
		case 'cloud':
			return brought?.link ? menu : keymaps.cloud;
		case 'bring':
			return brought && !brought.link ? menu : keymaps.bring;
	}
};
