import type {Command} from '../command.ts';

/** The command that shows who is signed in. */
export const whoami: Command = {
	name: 'whoami',
	summary: 'Show who is signed in',
	flags: [],
	examples: ['pat-tui whoami'],
};
