import type {Command} from './command.ts';

/** The command that opens the full-screen program at its guided setup; the entry does that, so that no command loads a screen. */
export const setup: Command = {
	name: 'setup',
	summary: 'Be guided from nothing to a token that works (full screen)',
	flags: [],
};
