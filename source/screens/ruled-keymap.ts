import type {KeyRules} from '../store/rules-slice.ts';
import type {Keymap} from './screen-context.tsx';

/** Why a key that changes something does nothing in read-only mode. */
export const readOnlyReason = 'Read-only: start without it to change anything.';

const made = new WeakMap<KeyRules, WeakMap<Keymap, Keymap>>();

const ruled = (binding: Keymap[number], {ownKeys, isReadOnly}: KeyRules): Keymap[number] => ({
	...binding,
	keys: ownKeys.get(binding.id) ?? binding.keys,
	...(isReadOnly && binding.changes && {blockedBy: () => readOnlyReason}),
});

/**
 * Gives a screen's keys as they are for this person: with their own keys, and with what read-only forbids blocked. The
 * same keymap and rules always give the same array, so that what is drawn from it rests.
 */
export const ruledKeymap = (keymap: Keymap, rules: KeyRules): Keymap => {
	if (rules.ownKeys.size === 0 && !rules.isReadOnly) return keymap;
	const ofRules = made.get(rules) ?? new WeakMap<Keymap, Keymap>();
	made.set(rules, ofRules);
	const before = ofRules.get(keymap);
	if (before) return before;
	const now = keymap.map(binding => ruled(binding, rules));
	ofRules.set(keymap, now);
	// What is ruled already stays as it is.
	ofRules.set(now, now);
	return now;
};
