import type {Command} from '../command.ts';

/** The command that shows the active project. */
export const getActiveProject: Command = {
	name: 'project get-active-project',
	summary: 'Show the active project',
	flags: [],
};
