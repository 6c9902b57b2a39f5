import type {Command} from './command.ts';

/** The command that serves the embedded Affinidi on this computer. */
export const serveSandbox: Command = {
	name: 'sandbox',
	summary: 'Serve an Affinidi of your own on this computer, for trying and testing',
	flags: [
		{
			name: 'port',
			value: 'NUMBER',
			summary: 'The port on the loopback interface (2777); 0 takes a free one',
		},
		{name: 'data', value: 'DIR', summary: 'Where its data is kept'},
		{name: 'auto-approve', summary: 'Accept every sign-in without asking'},
		{name: 'reset', summary: 'Begin with nothing: removes the data that an earlier run left'},
	],
	examples: ['pat-tui sandbox --port 2777 --auto-approve'],
};
