import type {Command} from '../command.ts';

/** The command that takes an interrupted operation back. */
export const undoOperation: Command = {
	name: 'operation undo',
	summary: 'Take an interrupted operation back',
	flags: [],
	operands: ['ID'],
};
