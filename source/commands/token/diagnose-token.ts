import type {Command} from '../command.ts';
import {sdkIds} from './sdk-ids.ts';

/** The command that says what is wrong with the `.env` file of an application. */
export const diagnoseToken: Command = {
	name: 'token diagnose',
	summary: 'Say what is wrong with a .env file that does not work',
	flags: [
		{name: 'file', short: 'f', value: 'FILE', summary: 'The .env file of the application'},
		{
			name: 'env-file',
			value: 'FILE',
			summary: 'The same, but Node.js reads the file first and obeys NODE_OPTIONS in it',
		},
		{name: 'project', value: 'ID', summary: 'The project that is meant; the one in the file unless given'},
		{name: 'as', value: 'SDK', choices: sdkIds, summary: 'Look at it as this official SDK does'},
	],
	examples: ['pat-tui token diagnose -f .env', 'pat-tui token diagnose -f ../app/.env --as java --json'],
};
