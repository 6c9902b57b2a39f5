import type {Command} from '../command.ts';

/** The command that lists the private keys on this computer. */
export const listKeys: Command = {
	name: 'key list',
	summary: 'List the private keys on this computer',
	flags: [{name: 'tokens', summary: 'Ask the service which tokens use them'}],
};
