import type {Command} from '../command.ts';

/** The command that makes a project. */
export const createProject: Command = {
	name: 'project create-project',
	summary: 'Make a project, and make it the active one',
	flags: [
		{name: 'name', short: 'n', value: 'NAME', summary: 'Its name: 2 to 100 letters, digits, blanks, . _ -'},
		{name: 'description', short: 'd', value: 'TEXT', summary: 'What it is for'},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: [
		'pat-tui project create-project',
		'pat-tui project create-project -n "My project" -d "What it is for"',
	],
};
