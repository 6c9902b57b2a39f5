import type {Command} from '../command.ts';

/** The command that lists projects. */
export const listProjects: Command = {
	name: 'project list-projects',
	summary: 'List your projects, with the active one marked',
	flags: [],
};
