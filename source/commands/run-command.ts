import {fail, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';
import type {Answer, Command, Context} from './command.ts';
import {type CommandError, exitCodeOf, failedError, interruptedError, usageError} from './command-error.ts';
import {commandPreferences} from './command-preferences.ts';
import {commandRuns} from './command-runs.ts';
import {findCommand} from './find-command.ts';
import {helpFor} from './help-for.ts';
import type {Host, StopSignal} from './host.ts';
import {ownArguments, type ParsedFlags, parseFlags} from './parse-flags.ts';
import {makePrompt} from './prompt.ts';
import {makeVoice} from './voice.ts';
import {columnsOf, paintFor, writeAnswer, writeData, writeError} from './write-output.ts';

/** 128 and the number of the signal (POSIX). */
const signalCodes: Readonly<Record<StopSignal, number>> = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129};

/** Runs a command so that whatever happens in it becomes an error with a sentence. */
const runSafely = async (command: Command, context: Context): Promise<Result<Answer, CommandError>> => {
	try {
		const run = await commandRuns.get(command)?.();
		if (!run) throw new Error(`${command.name} does nothing`);
		return await run(context);
	} catch (error) {
		if (context.signal.aborted) return fail(interruptedError());
		const {name, message} = error instanceof Error ? error : {name: 'Error', message: String(error)};
		const what = `pat-tui stopped at a fault of its own: ${name}: ${sanitise(scrub(message), {graphemes: 400})}`;
		const remedy = 'Please report it; `pat-tui operation list` shows what it left open.';
		return fail(failedError({kind: 'unexpected', message: what}, remedy));
	}
};

const mayAsk = ({flags: known}: Command, {flags}: ParsedFlags, {stdin, stderr}: Host): boolean => {
	const isTaken = known.some(({name}) => name === 'passphrase-stdin') && flags.has('passphrase-stdin');
	return stdin.isTTY && stderr.isTTY && !flags.has('no-input') && !isTaken;
};

const runParsed = async (command: Command, parsed: ParsedFlags, host: Host): Promise<number> => {
	const {flags} = parsed;
	const asJson = flags.has('json');
	const stop = new AbortController();
	let stoppedBy: StopSignal = 'SIGINT';
	const stopListening = host.onInterrupt(signal => {
		stoppedBy = signal;
		stop.abort();
	});
	const prompt = mayAsk(command, parsed, host)
		? makePrompt(host, stop.signal, () => stop.abort())
		: undefined;
	const {readOnly: isReadOnly, noColor: isPlain} = commandPreferences(flags, host);
	const paint = paintFor(host.stderr, host, {isPlain});
	const voice = makeVoice(host.stderr, {wantsJson: asJson, paint});
	const wantsJson = asJson || !host.stdout.isTTY;
	const context: Context = {
		...parsed,
		host,
		wantsJson,
		isReadOnly,
		isPlain,
		voice,
		prompt,
		signal: stop.signal,
	};
	const result = await runSafely(command, context);
	prompt?.close();
	stopListening();
	const written = result.ok ? await writeAnswer(result.value, context) : result;
	if (!written.ok) {
		await voice.drop();
		await writeError(written.error, host, {asJson});
		return written.error.kind === 'interrupted' ? signalCodes[stoppedBy] : exitCodeOf(written.error);
	}
	await voice.finish();
	if (result.ok && result.value.kind === 'ended') return result.value.code;
	return result.ok && result.value.kind === 'value' && result.value.isNegative ? 1 : 0;
};

const withHelpHint = (error: CommandError, {name}: Command): CommandError =>
	error.kind === 'usage' && error.hint === undefined
		? usageError(error.message, `\`pat-tui ${name} --help\` shows its flags.`)
		: error;

const runFound = async (command: Command, argv: readonly string[], host: Host): Promise<number> => {
	const parsed = parseFlags(argv, command);
	if (!parsed.ok) {
		// Also where the flags can't be understood, a script that asked for JSON gets it.
		await writeError(withHelpHint(parsed.error, command), host, {
			asJson: ownArguments(argv).includes('--json'),
		});
		return exitCodeOf(parsed.error);
	}
	return runParsed(command, parsed.value, host);
};

const asksForHelp = (argv: readonly string[]) =>
	ownArguments(argv).some(each => each === '--help' || each === '-h');

/**
 * Runs the command that a command line calls, and writes its answer: data on standard output, everything else on standard
 * error.
 *
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 (or 128 and the signal) interrupted
 */
export const runCommand = async (argv: readonly string[], host: Host): Promise<number> => {
	const found = findCommand(argv);
	if (found.ok && found.value.kind === 'command' && !asksForHelp(argv)) {
		return runFound(found.value.command, found.value.argv, host);
	}
	const help = helpFor(argv, columnsOf(host));
	if (help.ok) {
		await writeData(help.value, host);
		return 0;
	}
	await writeError(help.error, host, {asJson: ownArguments(argv).includes('--json')});
	return exitCodeOf(help.error);
};
