import {menuKeymap} from '../components/menu-keymap.ts';
import type {Settings} from '../config/settings.ts';
import {isKeyName} from '../dispatch/is-key-name.ts';
import {type BindingText, findClashes} from '../dispatch/keymap.ts';
import {globalKeymap} from './global-keymap.ts';
import {keymaps} from './keymaps.ts';
import {ruledKeymap} from './ruled-keymap.ts';
import type {Keymap} from './screen-context.tsx';

type Own = Pick<Settings, 'ownKeys' | 'keysProblem' | 'file'>;

const layers = (): readonly Keymap[] => Object.values(keymaps).flat();

/** All keys that can be pressed while a keymap listens: its own, those of its menu, and those that work everywhere. */
const pressable = (keymap: Keymap): readonly BindingText[] => [
	...keymap.filter(({id}) => !id.startsWith('hint.')),
	...(keymap.some(({id}) => id.startsWith('hint.')) ? menuKeymap : []),
	...globalKeymap.filter(({id}) => !keymap.some(own => own.id === id)),
];

const isForm = (keymap: Keymap) => keymap.some(({id}) => id === 'form.help');

const idProblem = (id: string, keys: readonly string[], all: Keymap): string | undefined => {
	const found = all.filter(binding => binding.id === id);
	if (found.length === 0) return `nothing is called ${id}; the help and the readme list what there is`;
	const isWayOut = found.some(({footer, everywhere}) => footer === 'always' || everywhere === true);
	if (keys.length === 0 && isWayOut) return `${id} can not be left without a key`;
	const odd = keys.find(key => !isKeyName(key));
	if (odd !== undefined) return `${id}: ${odd} is no key that every terminal tells from others`;
	return undefined;
};

/**
 * Says what keeps a person's own keys from being used, in one sentence that names the bindings; undefined where nothing
 * does. A key may mean two things on two screens, but never on one.
 */
export const ownKeysProblem = ({ownKeys, keysProblem, file}: Own): string | undefined => {
	const say = (what: string) => `The keys in ${file} can not be used: ${what}.`;
	if (keysProblem !== undefined) return say(keysProblem.replace(/\.$/u, ''));
	if (ownKeys.size === 0) return undefined;
	const all = [...layers().flat(), ...globalKeymap];
	for (const [id, keys] of ownKeys) {
		const problem = idProblem(id, keys, all);
		if (problem !== undefined) return say(problem);
	}
	const rules = {ownKeys, isReadOnly: false};
	for (const keymap of layers()) {
		const usual = new Set(findClashes(pressable(keymap)));
		const ruled = ruledKeymap(keymap, rules);
		const everywhere = ruledKeymap(globalKeymap, rules);
		const now = pressable(ruled).map(binding => everywhere.find(({id}) => id === binding.id) ?? binding);
		const clash = findClashes(now).find(each => !usual.has(each));
		if (clash !== undefined) return say(clash);
		const letter = ruled.find(
			({id, keys}) =>
				ownKeys.has(id) && isForm(keymap) && keys.some(key => key.length === 1 || key === 'space'),
		);
		if (letter) return say(`${letter.id}: a single letter is text where a form is filled in`);
	}
	return undefined;
};
