import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import type {Command} from './command.ts';
import {type CommandError, usageError} from './command-error.ts';
import {commandTable} from './command-table.ts';

/** What the first words of a command line mean: a command, the help of a group, or the help of the program. */
export type FoundCommand =
	| {readonly kind: 'command'; readonly command: Command; readonly argv: readonly string[]}
	| {readonly kind: 'group-help'; readonly group: string}
	| {readonly kind: 'program-help'};

const isHelp = (argument: string) => argument === '--help' || argument === '-h';

/** Finds the command that a command line calls, by its first word or two. */
export const findCommand = (argv: readonly string[]): Result<FoundCommand, CommandError> => {
	const [first = '', second = '', ...rest] = argv;
	if (first === '') return ok({kind: 'program-help'});
	if (first.startsWith('-')) {
		if (argv.some(isHelp)) return ok({kind: 'program-help'});
		return fail(
			usageError(
				'A command comes first, and its flags after it.',
				'For instance `pat-tui token list-tokens --json`; `pat-tui --help` lists the commands.',
			),
		);
	}
	const single = commandTable.find(({name}) => name === first);
	if (single) return ok({kind: 'command', command: single, argv: argv.slice(1)});
	const inGroup = commandTable.filter(({name}) => name.startsWith(`${first} `));
	if (inGroup.length === 0) {
		return fail(
			usageError(`There is no command ${sanitise(first)}.`, '`pat-tui --help` lists the commands.'),
		);
	}
	if (isHelp(second)) return ok({kind: 'group-help', group: first});
	const names = inGroup.map(({name}) => name.slice(first.length + 1)).join(', ');
	if (second === '' || second.startsWith('-')) {
		return fail(usageError(`${first} needs one of: ${names}.`));
	}
	const command = inGroup.find(({name}) => name === `${first} ${second}`);
	if (!command)
		return fail(usageError(`There is no command ${first} ${sanitise(second)}.`, `There is: ${names}.`));
	return ok({kind: 'command', command, argv: rest});
};
