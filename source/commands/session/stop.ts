import type {Command} from '../command.ts';

/** The command that signs out. */
export const stop: Command = {
	name: 'stop',
	summary: 'Sign out',
	flags: [],
	examples: ['pat-tui stop'],
};
