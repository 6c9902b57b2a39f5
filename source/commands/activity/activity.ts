import type {Command} from '../command.ts';

/** The command that shows what was brought about on the service from this computer. */
export const activity: Command = {
	name: 'activity',
	summary: 'Show what this computer changed on the service, newest first',
	flags: [],
	examples: ['pat-tui activity', 'pat-tui activity --json'],
};
