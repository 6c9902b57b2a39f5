import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';
import {tokenIdFlag} from '../flag.ts';
import {publicKeyFileFlag} from './public-key-file-flag.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command that changes a token: its name, its key, its key id, its algorithm. */
export const updateToken: Command = {
	name: 'token update-token',
	summary: 'Change the name, the key, the key id or the algorithm of a token',
	flags: [
		tokenIdFlag,
		{name: 'name', short: 'n', value: 'NAME', summary: 'Its new name, at least 8 characters'},
		{name: 'key-id', short: 'k', value: 'ID', summary: 'Its new key id (kid); what it is unless given'},
		publicKeyFileFlag,
		{
			name: 'algorithm',
			value: 'NAME',
			choices: algorithmNames,
			summary: 'RS256, RS512, ES256 or ES512; what it is unless given',
		},
		{name: 'yes', summary: 'Do not ask before a key takes the place of an address of keys (jwksUri)'},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: [
		'pat-tui token update-token -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -n MyNewToken',
		'pat-tui token update-token -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -n MyNewToken -k MyKeyID -f publicKey.pem',
	],
};
