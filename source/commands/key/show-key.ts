import type {Command} from '../command.ts';

/** The command that says everything about one key but its private half. */
export const showKey: Command = {
	name: 'key show',
	summary: 'Say everything about a key of this computer but its private half',
	operands: ['KEY'],
	flags: [{name: 'tokens', summary: 'Ask the service which tokens use it'}],
	examples: ['pat-tui key show qK3x', 'pat-tui key show 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --tokens'],
};
