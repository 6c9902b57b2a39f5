/** The signs that screens draw with; each has a twin in ASCII for terminals that lack it or draw it two cells wide. */
export type Signs = {
	readonly ok: string;
	readonly noKey: string;
	readonly attention: string;
	readonly done: string;
	readonly failed: string;
	readonly waiting: string;
	readonly cursor: string;
	readonly ellipsis: string;
	readonly crumb: string;
	readonly mask: string;
	readonly line: string;
	readonly border: 'single' | 'classic';
	readonly corners: readonly [topLeft: string, topRight: string];
	readonly spinner: readonly string[];
};

/** The signs for a terminal that draws Unicode. */
export const unicodeSigns: Signs = {
	ok: '●',
	noKey: '○',
	attention: '!',
	done: '✓',
	failed: '✗',
	waiting: '·',
	cursor: '▸',
	ellipsis: '…',
	crumb: '›',
	mask: '•',
	line: '─',
	border: 'single',
	corners: ['┌', '┐'],
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

/** The same signs in ASCII. */
export const asciiSigns: Signs = {
	ok: '*',
	noKey: 'o',
	attention: '!',
	done: 'v',
	failed: 'x',
	waiting: '.',
	cursor: '>',
	ellipsis: '...',
	crumb: '>',
	mask: '*',
	line: '-',
	border: 'classic',
	corners: ['+', '+'],
	spinner: ['|', '/', '-', '\\'],
};

/** The signs where the screen is spoken: words, and nothing that only looks like something. */
export const wordSigns: Signs = {
	ok: 'ok',
	noKey: 'no key here',
	attention: 'attention:',
	done: 'done:',
	failed: 'failed:',
	waiting: 'waiting:',
	cursor: 'selected:',
	ellipsis: '...',
	crumb: '>',
	mask: '*',
	line: '',
	border: 'classic',
	corners: ['', ''],
	spinner: ['working:'],
};
