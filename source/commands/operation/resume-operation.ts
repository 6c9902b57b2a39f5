import type {Command} from '../command.ts';

/** The command that brings an interrupted operation to its end. */
export const resumeOperation: Command = {
	name: 'operation resume',
	summary: 'Bring an interrupted operation to its end',
	flags: [
		{name: 'send-again', summary: 'Send once more what may have been sent already and can not be found'},
	],
	operands: ['ID'],
};
