/** What was found about one thing that an application's `.env` file has to get right. */
export type Check = {
	/** Stable, for scripts: `variables`, `handshake`. */
	readonly check: string;
	readonly title: string;
	readonly status: 'ok' | 'wrong' | 'not-looked-at';
	/** One sentence or a bare fact; holds nothing of a key or a passphrase. */
	readonly detail: string;
	/** What to do about what is wrong. */
	readonly remedy?: string;
	/** The line of the file that it is about, counted from 1. */
	readonly line?: number;
};

const titles = {
	lines: 'Lines',
	variables: 'Variables',
	key: 'Private key',
	passphrase: 'Passphrase',
	sdk: 'SDK',
	endpoints: 'Addresses',
	clock: 'Clock',
	token: 'Token',
	algorithm: 'Algorithm',
	registered: 'Registered key',
	'key-id': 'Key id',
	membership: 'Project',
	rights: 'Rights',
	handshake: 'Handshake',
} as const;

/** The checks there are, by their names. */
export type CheckName = keyof typeof titles;

/** Says that something is as it should be. */
export const fine = (check: CheckName, detail: string): Check => ({
	check,
	title: titles[check],
	status: 'ok',
	detail,
});

/** Says that something is wrong, and what to do about it. */
export const wrong = (check: CheckName, detail: string, remedy: string, line?: number): Check => ({
	check,
	title: titles[check],
	status: 'wrong',
	detail,
	remedy,
	...(line !== undefined && {line}),
});

/** Says why something was not looked at. */
export const unseen = (check: CheckName, detail: string): Check => ({
	check,
	title: titles[check],
	status: 'not-looked-at',
	detail,
});
