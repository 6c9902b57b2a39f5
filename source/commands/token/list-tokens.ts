import type {Command} from '../command.ts';

/** The command that lists all tokens. */
export const listTokens: Command = {
	name: 'token list-tokens',
	summary: 'List all tokens',
	flags: [],
};
