import type {Flag} from '../flag.ts';

/** The flags that name a principal. */
export const principalFlags: readonly Flag[] = [
	{name: 'principal-id', short: 'i', value: 'ID', summary: 'The id of the token or user, a UUID'},
	{
		name: 'principal-type',
		short: 't',
		value: 'TYPE',
		choices: ['token', 'user'],
		summary: 'What it is: token or user',
	},
];

/** The flag that names the project to work in. */
export const iamProjectFlag: Flag = {
	name: 'project',
	value: 'ID|NAME',
	summary: 'The project to work in; the one that is active at the start unless given',
};

/** The flag that sends nothing. */
export const iamDryRunFlag: Flag = {
	name: 'dry-run',
	summary: 'Send nothing; show the requests that would be sent',
};
