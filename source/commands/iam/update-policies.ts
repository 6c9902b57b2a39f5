import type {Command} from '../command.ts';
import {iamDryRunFlag, iamProjectFlag, principalFlags} from './principal-flags.ts';

/** The command that sets what a principal may do in a project. */
export const updatePolicies: Command = {
	name: 'iam update-policies',
	summary: 'Set all that a token or a user may do in a project',
	flags: [
		...principalFlags,
		{
			name: 'file',
			short: 'f',
			value: 'FILE',
			summary: 'A JSON file with the policies, such as get-policies prints',
		},
		iamProjectFlag,
		iamDryRunFlag,
	],
	examples: ['pat-tui iam update-policies -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t token -f policies.json'],
};
