/** A choice between on and off that a flag, a variable and the settings can make; parsing, help, settings and the readme read the same record. */
export type Switch = {
	/** Its name in `config.json`. */
	readonly setting: string;
	/** Long name, without dashes. */
	readonly flag: string;
	/** The variables of the process's environment that turn it on, ours first. */
	readonly variables: readonly string[];
	readonly summary: string;
};

/** Holds every such choice. */
export const switches = {
	readOnly: {
		setting: 'readOnly',
		flag: 'read-only',
		variables: ['PAT_TUI_READ_ONLY'],
		summary: 'Change nothing at the service and no key on this computer',
	},
	ascii: {
		setting: 'ascii',
		flag: 'ascii',
		variables: ['PAT_TUI_ASCII'],
		summary: 'Draw with ASCII alone: for terminals that lack signs or draw them two cells wide',
	},
	noColor: {
		setting: 'noColor',
		flag: 'no-color',
		variables: ['NO_COLOR'],
		summary: 'No colours',
	},
	reducedMotion: {
		setting: 'reducedMotion',
		flag: 'reduced-motion',
		variables: ['PAT_TUI_REDUCED_MOTION'],
		summary: 'Nothing turns or counts on the screen while you wait',
	},
	screenReader: {
		setting: 'screenReader',
		flag: 'screen-reader',
		variables: ['PAT_TUI_SCREEN_READER', 'ACCESSIBLE', 'INK_SCREEN_READER'],
		summary: 'Plain lines, one after another, for screen readers: only what is new is written',
	},
	wholeFrames: {
		setting: 'wholeFrames',
		flag: 'whole-frames',
		variables: ['PAT_TUI_WHOLE_FRAMES'],
		summary: 'Draw frames whole, where a terminal leaves pieces of the last one',
	},
} as const satisfies Readonly<Record<string, Switch>>;

/** The name of a choice, which is also that of its setting. */
export type SwitchName = keyof typeof switches;

/** The names of all such choices. */
export const switchNames: readonly SwitchName[] = Object.keys(switches).filter(
	(name): name is SwitchName => name in switches,
);

/** The choices that somebody made; what is not there is open. */
export type SwitchValues = Readonly<Partial<Record<SwitchName, boolean>>>;
