import type {AppState} from '../store/app-store.ts';
import {backKey, browseKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import {newProject, refreshProjects} from './projects-keymap.ts';
import type {Keymap} from './screen-context.tsx';

const others: Keymap = [newProject, refreshProjects, backKey(['escape']), ...browseKeymap];

/** The keys of the setup's choice of a project. */
export const setupProjectKeymap: Keymap = [...menuHints('Choose'), ...others];

/** The keys of the setup while there is no project to choose. */
export const setupNoProjectKeymap: Keymap = others;

/** The keys of the setup's page about projects as it stands now. */
export const setupProjectKeymapNow = ({projects}: Pick<AppState, 'projects'>): Keymap =>
	projects.items.some(({id}) => id !== '') ? setupProjectKeymap : setupNoProjectKeymap;
