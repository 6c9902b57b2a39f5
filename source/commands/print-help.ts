import {errorLines, exitCodeOf} from './command-error.ts';
import {helpFor} from './help-for.ts';

type Stream = {readonly write: (text: string) => unknown; readonly columns?: number};
type Streams = {readonly stdout: Stream; readonly stderr: Stream};

/** Prints the help that a command line asks for, and loads nothing of what the command needs; gives the exit code. */
export const printHelp = (argv: readonly string[], {stdout, stderr}: Streams): number => {
	const help = helpFor(argv, stdout.columns || 80);
	if (help.ok) {
		stdout.write(help.value);
		return 0;
	}
	stderr.write(`${errorLines(help.error).join('\n')}\n`);
	return exitCodeOf(help.error);
};
