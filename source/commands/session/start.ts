import type {Command} from '../command.ts';

/** The command that signs a person in. */
export const start: Command = {
	name: 'start',
	summary: 'Sign in through the browser',
	flags: [],
	examples: ['pat-tui start'],
};
