import type {Command} from '../command.ts';

/** The command that removes a private key from this computer for good. */
export const deleteKey: Command = {
	name: 'key delete',
	summary: 'Remove a key from this computer for good; refused while a token uses it',
	operands: ['KEY'],
	flags: [
		{name: 'confirm', value: 'NAME', summary: 'The name of the key, where nobody can be asked to type it'},
		{name: 'unchecked', summary: 'Do not ask the service whether a token uses it'},
	],
	examples: ['pat-tui key delete qK3x --confirm ci-deploy-prod'],
};
