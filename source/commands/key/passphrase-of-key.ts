import type {Command} from '../command.ts';
import {passphraseFlags} from '../flag.ts';

/** The command that changes the passphrase of a key, or takes it away. */
export const passphraseOfKey: Command = {
	name: 'key passphrase',
	summary: 'Change or take away the passphrase of a key, or have the keyring know it',
	operands: ['KEY'],
	flags: [
		...passphraseFlags,
		{
			name: 'new-passphrase-file',
			value: 'FILE',
			summary: "Read the new passphrase from a file's first line",
		},
		{name: 'same', summary: 'Keep the passphrase, and encrypt the key with all the rounds that are due'},
		{name: 'remember', summary: "Have the system's keyring remember the passphrase"},
		{name: 'forget', summary: "Take the passphrase out of the system's keyring"},
		{name: 'plain', summary: 'Keep the key without a passphrase: who reads its file can act as the token'},
	],
	examples: [
		'pat-tui key passphrase qK3x',
		'pat-tui key passphrase qK3x --passphrase-file old.txt --new-passphrase-file new.txt',
	],
};
