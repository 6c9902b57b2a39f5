import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';
import {passphraseFlags} from '../flag.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command that takes a private key of yours into the key store. */
export const importKey: Command = {
	name: 'key import',
	summary: 'Take a private key, or a bundle of keys, into the key store; the file stays',
	operands: ['FILE'],
	flags: [
		{name: 'link', summary: 'Leave the key where it is: only note where that is, and sign with it there'},
		{
			name: 'name',
			short: 'n',
			value: 'NAME',
			summary: 'What it is called; the name of the file unless given',
		},
		{
			name: 'algorithm',
			short: 'a',
			value: 'NAME',
			choices: algorithmNames,
			summary: 'What it signs with; RS256, or what its curve is for, unless given',
		},
		...passphraseFlags,
	],
	examples: [
		'pat-tui key import old-laptop.pem --passphrase-file secret.txt',
		'pat-tui key import ~/keys/ci.pem --link',
	],
};
