import type {Command} from '../command.ts';
import {tokenIdFlag} from '../flag.ts';

/** The command that deletes a token. */
export const deleteToken: Command = {
	name: 'token delete-token',
	summary: 'Delete a token for good',
	flags: [
		tokenIdFlag,
		{name: 'yes', summary: 'Do not ask for its name first'},
		{
			name: 'remove-key',
			summary: 'Remove its private key from this computer too, unless another token uses it',
		},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: ['pat-tui token delete-token -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --yes'],
};
