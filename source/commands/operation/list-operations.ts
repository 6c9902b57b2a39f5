import type {Command} from '../command.ts';

/** The command that lists the operations that are not over. */
export const listOperations: Command = {
	name: 'operation list',
	summary: 'List the operations that are not over',
	flags: [{name: 'all', summary: 'Those that are over too'}],
};
