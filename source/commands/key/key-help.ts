import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command that tells how a key pair is made with other programs. */
export const keyHelp: Command = {
	name: 'key help',
	summary: 'Show the commands of OpenSSL and ssh-keygen that make a key pair for a token',
	flags: [
		{
			name: 'algorithm',
			short: 'a',
			value: 'NAME',
			choices: algorithmNames,
			summary: 'What it is to sign with; all four unless given',
		},
		{
			name: 'name',
			short: 'n',
			value: 'NAME',
			summary: 'What the files are called; machine-user unless given',
		},
		{name: 'windows', summary: 'For PowerShell and cmd'},
	],
	examples: ['pat-tui key help -a RS256', 'pat-tui key help -a ES256 -n ci-deploy --windows'],
};
