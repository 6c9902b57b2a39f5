import {fail, ok, type Result} from '../result.ts';
import {jsonText} from '../text/json-text.ts';
import {sanitise} from '../text/sanitise.ts';
import {reveal} from '../text/secret.ts';
import type {Answer, Context} from './command.ts';
import {type CommandError, errorLines, errorReport, failedError} from './command-error.ts';
import type {Host, Writer} from './host.ts';
import {makePaint, type Paint} from './paint.ts';

const usualColumns = 80;

/** Gives the width of standard output in cells; 80 where nobody knows it. */
export const columnsOf = ({stdout}: Pick<Host, 'stdout'>): number => stdout.columns || usualColumns;

/** Makes the emphasis of a stream: none off a terminal, and none where it is not wanted (https://no-color.org). */
export const paintFor = (
	{isTTY}: Writer,
	{variables}: Pick<Host, 'variables'>,
	{isPlain}: {readonly isPlain: boolean},
): Paint => makePaint(isTTY && !isPlain && variables['TERM'] !== 'dumb');

/** Writes an error on standard error: one line of JSON, or sentences. */
export const writeError = async (
	error: CommandError,
	{stderr}: Pick<Host, 'stderr'>,
	{asJson}: {readonly asJson: boolean},
): Promise<void> => {
	const lines = asJson
		? [jsonText({error: errorReport(error)})]
		: errorLines(error).map(line => sanitise(line, {graphemes: 1000}));
	await stderr.write(`${lines.join('\n')}\n`);
};

/** Writes data on standard output, whole; a reader that went away has seen enough, as `| head` has. */
export const writeData = async (
	text: string,
	{stdout}: Pick<Host, 'stdout'>,
): Promise<Result<void, CommandError>> => {
	if ((await stdout.write(text)) !== 'failed') return ok(undefined);
	const message = 'Standard output could not be written.';
	return fail(failedError({kind: 'not-written', message}, 'Is its disk full?'));
};

/** Writes a command's answer: JSON for scripts, text for a person at a terminal. */
export const writeAnswer = async (
	answer: Answer,
	{host, isPlain, wantsJson}: Pick<Context, 'host' | 'isPlain' | 'wantsJson'>,
): Promise<Result<void, CommandError>> => {
	if (answer.kind === 'nothing' || answer.kind === 'ended') return ok(undefined);
	if (answer.kind === 'verbatim') return writeData(reveal(answer.text), host);
	if (wantsJson) return writeData(`${jsonText(answer.value, 2)}\n`, host);
	const paint = paintFor(host.stdout, host, {isPlain});
	return writeData(answer.text({columns: columnsOf(host), paint}), host);
};
