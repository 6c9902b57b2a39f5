import type {Command} from '../command.ts';
import {iamProjectFlag} from './principal-flags.ts';

/** The command that lists the principals of a project. */
export const listPrincipals: Command = {
	name: 'iam list-principals',
	summary: 'List the tokens and users of a project',
	flags: [iamProjectFlag],
};
