import type {Command} from './command.ts';
import {commandTable} from './command-table.ts';
import {type Flag, flagSpelling, globalFlags, screenFlags} from './flag.ts';

type Row = readonly [term: string, words: string];

const indent = '  ';

const wrap = (words: string, room: number): readonly string[] => {
	const lines: string[] = [];
	for (const word of words.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= room)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
};

const block = (title: string, rows: readonly Row[], columns: number): string => {
	const width = Math.max(...rows.map(([term]) => term.length));
	const start = indent.length + width + indent.length;
	const lines = rows.flatMap(([term, words]) => {
		const [first = '', ...others] = wrap(words, Math.max(20, columns - start));
		return [
			`${indent}${term.padEnd(width)}${indent}${first}`,
			...others.map(line => `${' '.repeat(start)}${line}`),
		];
	});
	return `${title}\n${lines.join('\n')}\n`;
};

const commandRows = (commands: readonly Command[]): readonly Row[] =>
	commands.map(({name, operands = [], summary}) => [[name, ...operands].join(' '), summary]);

const flagRows = (flags: readonly Flag[]): readonly Row[] =>
	flags.map(flag => [flagSpelling(flag), flag.summary]);

const moreHelp = 'pat-tui COMMAND --help tells more about one command.\n';

/** Writes the help of the program: every command of the table, no line wider than `columns` where that can be. */
export const programHelp = (columns: number): string =>
	[
		'pat-tui looks after Affinidi Personal Access Tokens. Without a command it opens the full-screen program.\n',
		block('Commands', commandRows(commandTable), columns),
		block('Flags of every command', flagRows(globalFlags), columns),
		block('Flags of the full-screen program', flagRows(screenFlags), columns),
		`pat-tui --version tells the version; ${moreHelp}`,
	].join('\n');

/** Writes the help of a group of commands, such as `token`. */
export const groupHelp = (group: string, columns: number): string => {
	const commands = commandTable.filter(({name}) => name.startsWith(`${group} `));
	return [block('Commands', commandRows(commands), columns), moreHelp].join('\n');
};

/** Writes the help of one command. */
export const commandHelp = (
	{name, operands = [], operandsUnless, summary, flags, rest, lists = [], examples = []}: Command,
	columns: number,
): string => {
	const usage = [
		'pat-tui',
		name,
		...(operandsUnless === undefined ? operands : [`(${operands.join(' ')} | --${operandsUnless})`]),
		...(flags.length > 0 ? ['[flags]'] : []),
		...(rest === undefined ? [] : ['--', rest]),
	].join(' ');
	return [
		`${usage}\n\n${summary}.\n`,
		...(flags.length > 0 ? [block('Flags', flagRows(flags), columns)] : []),
		...lists.map(({title, rows}) => block(title, rows, columns)),
		block('Flags of every command', flagRows(globalFlags), columns),
		...(examples.length > 0
			? [`Examples\n${examples.map(example => `${indent}${example}`).join('\n')}\n`]
			: []),
	].join('\n');
};
