import type {Command} from '../command.ts';
import {iamDryRunFlag, iamProjectFlag, principalFlags} from './principal-flags.ts';

/** The command that adds a principal to a project. */
export const addPrincipal: Command = {
	name: 'iam add-principal',
	summary: 'Add a token or a user to a project, without any rights yet',
	flags: [...principalFlags, iamProjectFlag, iamDryRunFlag],
	examples: ['pat-tui iam add-principal -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t token'],
};
