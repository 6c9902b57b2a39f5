import type {Command} from '../command.ts';

/** The command that lists keys that no token uses, and tokens whose key is not here. */
export const listOrphans: Command = {
	name: 'key orphans',
	summary: 'List the keys here that no token uses, and the tokens whose key is not here',
	flags: [],
};
