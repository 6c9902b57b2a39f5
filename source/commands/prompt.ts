import {createInterface, type Interface} from 'node:readline';
import {Writable} from 'node:stream';
import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {type CommandError, interruptedError} from './command-error.ts';
import type {Host} from './host.ts';

/** Asks the person at the terminal, on standard error; Ctrl+C and Ctrl+D end the command. */
export type Prompt = {
	/**
	 * Asks for a line; surrounding blanks are cut off. A question that `withdrawn` takes back ends as one that was stopped,
	 * and what was typed for it is dropped.
	 */
	readonly line: (question: string, withdrawn?: AbortSignal) => Promise<Result<string, CommandError>>;
	/** Asks for a line that is not shown while it is typed, and taken exactly as it is. */
	readonly secret: (question: string) => Promise<Result<Secret, CommandError>>;
	/** Gives the terminal back. */
	readonly close: () => void;
};

type Waiting = (line: string | undefined) => void;

/** What readline draws on: everything goes on to standard error, or nothing while a secret is typed. */
const makeScreen = (host: Host) => {
	let isShown = false;
	const stream = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			// Not waited for: what is held back here would be lost when the next question hides it.
			if (isShown) void host.stderr.write(String(chunk));
			done();
		},
	});
	return {
		// readline wraps a long line by the width of what it draws on.
		stream: Object.assign(stream, {columns: host.stderr.columns ?? 80}),
		show(shown: boolean) {
			isShown = shown;
		},
	};
};

/**
 * Makes the prompt of one command. Nothing is read before the first question.
 *
 * @param interrupt called at Ctrl+C, which a terminal that is asked on hands over as a key
 */
export const makePrompt = (host: Host, signal: AbortSignal, interrupt: () => void): Prompt => {
	const screen = makeScreen(host);
	const typedAhead: string[] = [];
	let waiting: Waiting | undefined;
	let reader: Interface | undefined;
	let isOver = false;

	const settle = (line: string | undefined) => {
		const answer = waiting;
		waiting = undefined;
		if (answer) answer(line);
		else if (line !== undefined) typedAhead.push(line);
	};
	const end = () => {
		isOver = true;
		settle(undefined);
	};
	const open = (): Interface => {
		if (reader) return reader;
		reader = createInterface({
			input: host.stdin.stream(),
			output: screen.stream,
			terminal: true,
			// A passphrase must not come back at a press of the arrow key.
			historySize: 0,
		});
		reader.on('line', settle);
		reader.on('close', end);
		reader.on('SIGINT', () => {
			interrupt();
			end();
		});
		signal.addEventListener('abort', end, {once: true});
		return reader;
	};
	const nextLine = async (): Promise<string | undefined> => {
		const typed = typedAhead.shift();
		if (typed !== undefined || isOver || signal.aborted) return typed;
		return new Promise(resolve => {
			waiting = resolve;
		});
	};
	const ask = async (
		question: string,
		{isSecret, withdrawn}: {readonly isSecret: boolean; readonly withdrawn?: AbortSignal | undefined},
	): Promise<Result<string, CommandError>> => {
		if (withdrawn?.aborted) return fail(interruptedError());
		const asked = `${sanitise(question, {graphemes: 400})} `;
		const terminal = open();
		screen.show(!isSecret);
		if (isSecret) {
			await host.stderr.write(asked);
		} else if (!isOver) {
			terminal.setPrompt(asked);
			terminal.prompt(true);
		}
		const withdraw = () => settle(undefined);
		withdrawn?.addEventListener('abort', withdraw, {once: true});
		const line = await nextLine();
		withdrawn?.removeEventListener('abort', withdraw);
		screen.show(false);
		// Half a line that was meant for this question must not begin the answer to the next one.
		if (withdrawn?.aborted && !isOver) terminal.write(null, {ctrl: true, name: 'u'});
		// Enter was not shown either.
		if (isSecret || line === undefined) await host.stderr.write('\n');
		return line === undefined ? fail(interruptedError()) : ok(line);
	};

	return {
		async line(question, withdrawn) {
			const answer = await ask(question, {isSecret: false, withdrawn});
			return answer.ok ? ok(answer.value.trim()) : answer;
		},
		async secret(question) {
			const answer = await ask(question, {isSecret: true});
			return answer.ok ? ok(makeSecret(answer.value)) : answer;
		},
		close() {
			signal.removeEventListener('abort', end);
			reader?.close();
		},
	};
};
