import type {Command} from '../command.ts';

/** The command that makes a project the active one. */
export const selectProject: Command = {
	name: 'project select-project',
	summary: 'Make a project the active one, for every terminal of the session',
	flags: [
		{name: 'project-id', short: 'i', value: 'ID', summary: 'The id of the project'},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
};
