import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';

/** The command that hands a token to an application. */
export const exportToken: Command = {
	name: 'token export',
	summary: 'Write what an application needs to act as a token',
	flags: [
		tokenIdFlag,
		{
			name: 'format',
			value: 'NAME',
			choices: ['env', 'json'],
			summary: 'env (a .env file, the default) or json',
		},
		{
			name: 'output',
			value: 'FILE',
			summary: 'The file to write, which must not be there yet; - for standard output',
		},
		{
			name: 'project',
			value: 'ID|NAME',
			summary: 'The project it will work in; the active one, or its first, unless given',
		},
		{
			name: 'with-passphrase',
			summary: 'Write the passphrase beside the encrypted key: as good as a plain key',
		},
		...passphraseFlags,
	],
	examples: ['pat-tui token export -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --output service.env'],
};
