import type {Command} from '../command.ts';

/** The command that renames or describes a project. */
export const updateProject: Command = {
	name: 'project update-project',
	summary: 'Rename or describe a project',
	flags: [
		{name: 'id', short: 'i', value: 'ID', summary: 'The id of the project'},
		{name: 'name', short: 'n', value: 'NAME', summary: 'Its new name; kept unless given'},
		{
			name: 'description',
			short: 'd',
			value: 'TEXT',
			summary: 'Its new description, which may be empty; kept unless given',
		},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: ['pat-tui project update-project -i PROJECT_ID -n "A better name"'],
};
