import type {Keymap} from '../../source/screens/screen-context.tsx';
import type {AStore} from '../store/a-store.ts';
import {copyScenarios} from './scenarios/copy.ts';
import {createScenarios} from './scenarios/create.ts';
import {createKeyScenarios} from './scenarios/create-key.ts';
import {diagnoseScenarios} from './scenarios/diagnose.ts';
import {exportScenarios} from './scenarios/export.ts';
import {helpScenarios} from './scenarios/help.ts';
import {keysScenarios} from './scenarios/keys.ts';
import {listScenarios} from './scenarios/list.ts';
import {logScenarios} from './scenarios/log.ts';
import {oneTokenScenarios} from './scenarios/one-token.ts';
import {paletteScenarios} from './scenarios/palette.ts';
import {permissionsScenarios} from './scenarios/permissions.ts';
import {projectsScenarios} from './scenarios/projects.ts';
import {rotateScenarios} from './scenarios/rotate.ts';
import {runScenarios} from './scenarios/run.ts';
import {sessionScenarios} from './scenarios/session.ts';
import {tokenScenarios} from './scenarios/token.ts';
import {tokensScenarios} from './scenarios/tokens.ts';
import {tryScenarios} from './scenarios/try.ts';

/** A screen in one of its states: how it is reached, the keys it has then, and what lies above them. */
export type Scenario = {
	readonly name: string;
	readonly keymap: Keymap;
	readonly focus: 'menu' | 'text' | 'none';
	readonly autoApprove?: boolean;
	/** Whether names of it can not be drawn in ASCII. */
	readonly hasForeignNames?: boolean;
	readonly reach: (app: AStore) => Promise<void>;
};

/** Every screen in every state in which it looks different. */
export const scenarios: readonly Scenario[] = [
	...copyScenarios,
	...createKeyScenarios,
	...createScenarios,
	...diagnoseScenarios,
	...exportScenarios,
	...helpScenarios,
	...keysScenarios,
	...listScenarios,
	...logScenarios,
	...oneTokenScenarios,
	...paletteScenarios,
	...permissionsScenarios,
	...projectsScenarios,
	...rotateScenarios,
	...runScenarios,
	...sessionScenarios,
	...tokenScenarios,
	...tokensScenarios,
	...tryScenarios,
];
