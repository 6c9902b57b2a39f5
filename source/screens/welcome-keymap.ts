import {browseKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap} from './screen-context.tsx';

/** The keys of the welcome. */
export const welcomeKeymap: Keymap = [...menuHints('Choose'), ...browseKeymap];
