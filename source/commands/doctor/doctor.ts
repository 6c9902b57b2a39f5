import type {Command} from '../command.ts';

/** The command that checks what pat-tui stands on. */
export const doctor: Command = {
	name: 'doctor',
	summary: 'Check what pat-tui stands on, and say what to do where something is wrong',
	flags: [
		{
			name: 'contract',
			summary: 'Ask the service what nobody has written down, with a token that is made and deleted again',
		},
		{name: 'yes', summary: 'With --contract: do not ask first'},
	],
	examples: ['pat-tui doctor', 'pat-tui doctor --contract --environment dev'],
};
