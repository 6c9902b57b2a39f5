import {fail, ok, type Result} from '../../result.ts';
import {jsonText} from '../../text/json-text.ts';
import {type CommandError, errorLines, errorReport, exitCodeOf, usageError} from '../command-error.ts';
import {commandTable} from '../command-table.ts';
import {type ParsedFlags, parseFlags} from '../parse-flags.ts';
import {completion, shells} from './completion.ts';
import {completionScript} from './completion-script.ts';

type Stream = {readonly write: (text: string) => unknown};
type Streams = {readonly stdout: Stream; readonly stderr: Stream};

/** Writes the completion script that the operand names; there is none in JSON. */
export const completionFor = ({
	flags,
	operands: [name],
}: Pick<ParsedFlags, 'flags' | 'operands'>): Result<string, CommandError> => {
	if (flags.has('json'))
		return fail(usageError('--json has no use here: it is a shell that reads the script.'));
	const shell = shells.find(each => each === name);
	return shell
		? ok(completionScript(shell, commandTable))
		: fail(usageError(`SHELL is one of: ${shells.join(', ')}.`));
};

/**
 * Prints a completion script, and loads nothing that any command needs; gives the exit code.
 *
 * @param argv what follows `completion`
 */
export const printCompletion = (argv: readonly string[], {stdout, stderr}: Streams): number => {
	const parsed = parseFlags(argv, completion);
	const script = parsed.ok ? completionFor(parsed.value) : parsed;
	if (script.ok) {
		stdout.write(script.value);
		return 0;
	}
	const lines = argv.includes('--json')
		? jsonText({error: errorReport(script.error)})
		: errorLines(script.error).join('\n');
	stderr.write(`${lines}\n`);
	return exitCodeOf(script.error);
};
