import type {Command} from '../command.ts';
import {tokenIdFlag} from '../flag.ts';

/** The command that shows one token. */
export const getToken: Command = {
	name: 'token get-token',
	summary: 'Show a token',
	flags: [tokenIdFlag],
	examples: ['pat-tui token get-token -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c'],
};
