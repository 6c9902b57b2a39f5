import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';
import {keySourceFlags} from './key-source-flags.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command for a token whose private key leaked. */
export const quarantineToken: Command = {
	name: 'token quarantine',
	summary: 'A private key leaked: withdraw its rights, then swap it or delete the token',
	flags: [
		tokenIdFlag,
		{name: 'swap', summary: 'Put a new key in the place of the leaked one, and give the rights back'},
		{name: 'delete', summary: 'Delete the token'},
		...keySourceFlags('Make the new key pair here, as without -f and --kms'),
		{
			name: 'algorithm',
			short: 'a',
			value: 'NAME',
			choices: algorithmNames,
			summary: 'The algorithm of the new key; the one that the token has unless given',
		},
		...passphraseFlags,
		{name: 'yes', summary: 'Do not ask for its name first'},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: [
		'pat-tui token quarantine -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --swap --passphrase-file secret.txt',
		'pat-tui token quarantine -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --delete --yes',
	],
};
