import {ok, type Result} from '../result.ts';
import type {CommandError} from './command-error.ts';
import {findCommand} from './find-command.ts';
import {commandHelp, groupHelp, programHelp} from './help-text.ts';

/** Writes the help that a command line asks for, of the program, a group or a command; fails for a command that there is not. */
export const helpFor = (argv: readonly string[], columns: number): Result<string, CommandError> => {
	const found = findCommand(argv);
	if (!found.ok) return found;
	switch (found.value.kind) {
		case 'program-help':
			return ok(programHelp(columns));
		case 'group-help':
			return ok(groupHelp(found.value.group, columns));
		case 'command':
			return ok(commandHelp(found.value.command, columns));
	}
};
