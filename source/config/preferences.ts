import {type SwitchName, type SwitchValues, switches} from './switches.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How a person wants the program to look and to behave; `ascii` is undefined where the terminal decides. */
export type Preferences = {
	readonly readOnly: boolean;
	readonly ascii: boolean | undefined;
	readonly noColor: boolean;
	readonly reducedMotion: boolean;
	readonly screenReader: boolean;
	readonly wholeFrames: boolean;
};

const offWords: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off']);

const isOn = (value: string) => !offWords.has(value.toLowerCase());

const fromVariables = (name: SwitchName, variables: Variables): boolean | undefined => {
	const [value] = switches[name].variables.flatMap(each => variables[each] || []);
	return value === undefined ? undefined : isOn(value);
};

const noColorFrom = (variables: Variables): boolean | undefined => {
	const forced = variables['FORCE_COLOR'];
	if (forced) return !isOn(forced);
	// Whatever its value is (https://no-color.org).
	return variables['NO_COLOR'] ? true : undefined;
};

/**
 * Settles every choice: a flag counts first, then a variable, then the settings. A variable that is set to anything but
 * `0`, `false`, `no` or `off` turns its choice on; `FORCE_COLOR` counts before `NO_COLOR`.
 */
export const readPreferences = ({
	flags,
	variables,
	settings,
}: {
	readonly flags: ReadonlySet<SwitchName>;
	readonly variables: Variables;
	readonly settings: SwitchValues;
}): Preferences => {
	const chosen = (name: SwitchName): boolean | undefined => {
		if (flags.has(name)) return true;
		const said = name === 'noColor' ? noColorFrom(variables) : fromVariables(name, variables);
		return said ?? settings[name];
	};
	return {
		readOnly: chosen('readOnly') ?? false,
		ascii: chosen('ascii'),
		noColor: chosen('noColor') ?? false,
		reducedMotion: chosen('reducedMotion') ?? false,
		screenReader: chosen('screenReader') ?? false,
		wholeFrames: chosen('wholeFrames') ?? false,
	};
};
