import type {Command} from '../command.ts';

/** The command that keeps others from reading a key's file. */
export const narrowKey: Command = {
	name: 'key narrow',
	summary: "Let nobody but you read a key's file (mode 0600)",
	operands: ['KEY'],
	flags: [],
	examples: ['pat-tui key narrow qK3x'],
};
