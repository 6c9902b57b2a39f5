import type {Command} from '../command.ts';
import {iamProjectFlag, principalFlags} from './principal-flags.ts';

/** The command that shows what a principal may do in a project. */
export const getPolicies: Command = {
	name: 'iam get-policies',
	summary: 'Show what a token or a user may do in a project',
	flags: [...principalFlags, iamProjectFlag],
	examples: ['pat-tui iam get-policies -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t token'],
};
