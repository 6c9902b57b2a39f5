import type {Command} from '../command.ts';

/** The command that keeps a note about a key. */
export const noteKey: Command = {
	name: 'key note',
	summary: 'Write down what a key is for and whose it is; an empty TEXT takes the note away',
	operands: ['KEY', 'TEXT'],
	flags: [],
	examples: ["pat-tui key note qK3x 'Deploys to production; ask Ada'"],
};
