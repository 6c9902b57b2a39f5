import type {Command} from '../command.ts';

/** The shells that a completion script can be made for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The command that prints a completion script. */
export const completion: Command = {
	name: 'completion',
	summary: 'Print the script that lets Tab complete commands and flags in bash, zsh or fish',
	flags: [],
	operands: ['SHELL'],
	operandChoices: shells,
	examples: [
		'source <(pat-tui completion bash)',
		'source <(pat-tui completion zsh)',
		'pat-tui completion fish | source',
	],
};
