import {spellKeys} from '../dispatch/key-spelling.ts';
import type {BoundBinding} from '../dispatch/keymap.ts';

const isCommand = ({id, keys, hidden}: BoundBinding) =>
	!hidden && keys.length > 0 && !id.endsWith('.palette');

/** Finds the commands whose action, group or key holds every word that was typed; those whose action begins with it come first. */
export const foundCommands = (bindings: readonly BoundBinding[], typed: string): readonly BoundBinding[] => {
	const words = typed
		.toLowerCase()
		.split(/\s+/u)
		.filter(word => word !== '');
	const found = bindings.filter(isCommand).filter(({label, group, keys}) => {
		// Before anything is typed it is about what one can do, not about the ways over a page.
		if (words.length === 0) return group !== 'Move';
		const text = `${label}\n${group}\n${spellKeys(keys)}`.toLowerCase();
		return words.every(word => text.includes(word));
	});
	const begins = ({label}: BoundBinding) =>
		words[0] !== undefined && label.toLowerCase().startsWith(words[0]);
	return [...found.filter(begins), ...found.filter(command => !begins(command))];
};
