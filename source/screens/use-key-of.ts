import {useCallback} from 'react';
import {useAscii} from '../components/signs-context.tsx';
import {spellKey} from '../dispatch/key-spelling.ts';
import {ruledKeymap} from './ruled-keymap.ts';
import {type Keymap, useApp} from './screen-context.tsx';

/** Gives the way to spell the key of a binding by its id, for a text that names keys; undefined for one that can't be used by anybody here. */
export const useKeyOf = (keymap: Keymap): ((id: string) => string | undefined) => {
	const rules = useApp(state => state.keyRules);
	const ascii = useAscii();
	return useCallback(
		(id: string) => {
			const binding = ruledKeymap(keymap, rules).find(each => each.id === id);
			const key = binding?.changes && rules.isReadOnly ? undefined : binding?.keys[0];
			return key === undefined ? undefined : spellKey(key, {ascii});
		},
		[keymap, rules, ascii],
	);
};
