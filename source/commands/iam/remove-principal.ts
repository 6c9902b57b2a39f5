import type {Command} from '../command.ts';
import {iamDryRunFlag, iamProjectFlag, principalFlags} from './principal-flags.ts';

/** The command that takes a principal out of a project. */
export const removePrincipal: Command = {
	name: 'iam remove-principal',
	summary: 'Take a token or a user out of a project',
	flags: [...principalFlags, iamProjectFlag, {name: 'yes', summary: 'Do not ask first'}, iamDryRunFlag],
	examples: ['pat-tui iam remove-principal -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t token'],
};
