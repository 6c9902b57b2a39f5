import type {Command} from '../command.ts';
import {kmsProfileFlag} from '../token/key-source-flags.ts';

/** The command that lists the private keys on this computer. */
export const listKeys: Command = {
	name: 'key list',
	summary: 'List the private keys on this computer',
	flags: [
		{name: 'tokens', summary: 'Ask the service which tokens use them'},
		{
			name: 'kms',
			value: 'PLACE',
			summary:
				'List keys of a cloud instead: aws:@REGION, gcp:projects/P/locations/L/keyRings/R or azure:https://VAULT',
		},
		kmsProfileFlag,
	],
	examples: ['pat-tui key list', 'pat-tui key list --kms aws:@eu-central-1'],
};
