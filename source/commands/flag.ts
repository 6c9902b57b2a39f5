import {environmentNames} from '../config/environments.ts';
import {type SwitchName, switches} from '../config/switches.ts';

/** A flag of a command, as data: parsing, help and completion read the same record. */
export type Flag = {
	/** Long name, without dashes. */
	readonly name: string;
	/** One letter. */
	readonly short?: string;
	/** What its value is called in the help; a flag without one is a switch. */
	readonly value?: string;
	readonly choices?: readonly string[];
	readonly isRepeatable?: boolean;
	readonly summary: string;
};

/** A flag as it is spelled on a command line: `-n, --name NAME`. */
export const flagSpelling = ({name, short, value}: Flag): string =>
	`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;

const switchFlag = (name: SwitchName): Flag => ({name: switches[name].flag, summary: switches[name].summary});

/** The flags that every command takes. */
export const globalFlags: readonly Flag[] = [
	{
		name: 'environment',
		value: 'NAME',
		choices: environmentNames,
		summary: `The service to work with: ${environmentNames.join(', ')}`,
	},
	{name: 'json', summary: 'JSON on standard output, errors as one line of JSON on standard error'},
	switchFlag('noColor'),
	switchFlag('readOnly'),
	{name: 'no-input', summary: 'Never ask: a missing value is wrong usage'},
	{name: 'help', short: 'h', summary: 'Show this help'},
];

/** The flags of the full-screen program, beside those that it shares with the commands. */
export const screenFlags: readonly Flag[] = [
	switchFlag('ascii'),
	switchFlag('reducedMotion'),
	switchFlag('screenReader'),
	switchFlag('wholeFrames'),
];

/** Where a passphrase may come from, when it is not typed. */
export const passphraseFlags: readonly Flag[] = [
	{name: 'passphrase-file', value: 'FILE', summary: "Read the passphrase from a file's first line"},
	{name: 'passphrase-stdin', summary: "Read the passphrase from standard input's first line"},
];

/** The flag that names a token. */
export const tokenIdFlag: Flag = {name: 'token-id', short: 'i', value: 'ID', summary: 'The id of the token'};
