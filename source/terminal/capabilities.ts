type Stream = {readonly isTTY?: boolean | undefined};

/** What the program is run in. */
export type Surroundings = {
	readonly env: {
		readonly [Name in 'TERM' | 'LC_ALL' | 'LC_CTYPE' | 'LANG' | 'NO_COLOR' | 'WT_SESSION' | 'TERM_PROGRAM']?:
			| string
			| undefined;
	};
	readonly platform: NodeJS.Platform;
	readonly stdin: Stream;
	readonly stdout: Stream & {readonly columns?: number | undefined; readonly rows?: number | undefined};
};

/** What the terminal can do. */
export type Capabilities = {
	/** Keyboard and screen are one terminal that can place its cursor. */
	readonly isTerminal: boolean;
	readonly columns: number;
	readonly rows: number;
	/** Colours are wanted (https://no-color.org). */
	readonly colour: boolean;
	/** Only ASCII is sure to be drawn. */
	readonly ascii: boolean;
	/** There is job control (Ctrl+Z). */
	readonly canSuspend: boolean;
};

const drawsUnicode = ({env, platform}: Surroundings) => {
	if (env.TERM === 'linux') {
		// The console's font has neither ticks nor arrows.
		return false;
	}
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	if (locale === '' && platform === 'darwin') {
		return true;
	}
	return platform === 'win32'
		? env.WT_SESSION !== undefined || env.TERM_PROGRAM !== undefined
		: /utf-?8/i.test(locale);
};

/** Finds out what the terminal can do from what is known without asking it. */
export const readCapabilities = (surroundings: Surroundings): Capabilities => {
	const {env, platform, stdin, stdout} = surroundings;
	return {
		isTerminal: stdin.isTTY === true && stdout.isTTY === true && env.TERM !== 'dumb',
		columns: stdout.columns || 80,
		rows: stdout.rows || 24,
		colour: (env.NO_COLOR ?? '') === '',
		ascii: !drawsUnicode(surroundings),
		canSuspend: platform !== 'win32',
	};
};

/** Says what to run instead where there is no terminal. */
export const noTerminalSentence =
	'pat-tui needs a terminal to draw on; without one run a command instead, its flags behind it, for example: pat-tui token list-tokens --json';
