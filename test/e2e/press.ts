import {bindingById} from '../../source/dispatch/keymap.ts';
import {allBindings} from '../../source/screens/keymaps.ts';
import type {PtyProgram} from './pty.ts';

/** Presses what is bound to each id (`token.delete`), so that a change of keys breaks no test; of several keys the first. */
export const press = (app: Pick<PtyProgram, 'press'>, ...ids: readonly string[]): void => {
	for (const id of ids) {
		const [key] = bindingById(allBindings(), id).keys;
		if (key === undefined) throw new Error(`No key is bound to ${id}`);
		app.press(key);
	}
};
