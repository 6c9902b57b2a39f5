import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';
import {keySourceFlags} from './key-source-flags.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command that changes the key of a token, with both keys working for as long as the application needs. */
export const rotateKey: Command = {
	name: 'token rotate-key',
	summary: 'Change the key of a token: both keys work until you finish, or swap at once',
	flags: [
		tokenIdFlag,
		...keySourceFlags('Make the new key pair here'),
		{
			name: 'algorithm',
			short: 'a',
			value: 'NAME',
			choices: algorithmNames,
			summary: 'Its algorithm with --swap; the one that the token has unless given',
		},
		{name: 'swap', summary: 'Put the new key in the place of the old one at once'},
		{name: 'finish', summary: 'End an open rotation: the old key is refused from then on'},
		{name: 'rollback', summary: 'Take an open rotation back: the old key stands alone again'},
		...passphraseFlags,
		{name: 'yes', summary: 'Do not ask for the name before the old key stops working'},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: [
		'pat-tui token rotate-key -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -g --passphrase-file secret.txt',
		'pat-tui token rotate-key -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --finish',
		'pat-tui token rotate-key -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --swap -f publicKey.pem',
	],
};
