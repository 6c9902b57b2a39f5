import type {Command} from '../../../source/commands/command.ts';

/** Words that every shell has something to say about. */
export const awkwardChoices = [
	"it's",
	'two words',
	'"quoted"',
	'$HOME',
	'`id`',
	'$(id)',
	'back\\slash',
	'a;b|c&d',
	'*?[x]',
	'~user',
	'#hash',
	'caf\u00E9',
] as const;

/** A table of two commands with what is awkward to complete. */
export const awkwardTable = (
	choices: readonly string[] = awkwardChoices,
	summary = 'It\'s "one" of $HOME: [x] `id` \\ (y)',
): readonly Command[] => [
	{
		name: 'thing pick',
		summary,
		flags: [
			{name: 'choice', short: 'c', value: 'WORD', choices, summary},
			{name: 'input', value: 'FILE', summary},
			{name: 'folder', value: 'DIR', summary},
			{name: 'words', value: 'TEXT', summary},
			{name: 'switch', summary},
		],
	},
	{name: 'single', summary, flags: [], operands: ['WORD'], operandChoices: choices},
];
