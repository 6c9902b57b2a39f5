import {findPaths} from '../config/paths.ts';
import {type Preferences, readPreferences} from '../config/preferences.ts';
import {readSettings} from '../config/settings.ts';
import {type SwitchName, switches} from '../config/switches.ts';
import type {Host} from './host.ts';
import type {FlagValues} from './parse-flags.ts';

const names: readonly SwitchName[] = ['readOnly', 'noColor'];

/** Settles how a command is to behave, from its flags, the variables and the settings. */
export const commandPreferences = (
	flags: Pick<FlagValues, 'has'>,
	{variables, workingDirectory}: Pick<Host, 'variables' | 'workingDirectory'>,
): Preferences =>
	readPreferences({
		flags: new Set(names.filter(name => flags.has(switches[name].flag))),
		variables,
		settings: readSettings(findPaths(variables, workingDirectory).config).switches,
	});
