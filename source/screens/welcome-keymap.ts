import {browseKeymap} from '../app/global-keymap.ts';
import type {Keymap} from '../app/screen-context.tsx';
import {menuHints} from './menu-hints.ts';

/** The keys of the welcome. */
export const welcomeKeymap: Keymap = [...menuHints('Choose'), ...browseKeymap];
