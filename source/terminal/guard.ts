import {writeSync} from 'node:fs';
import {constants} from 'node:os';
import process from 'node:process';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';
import {isTerminalGone, makeRestore} from './restore.ts';

const deadly = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** What watches over the terminal while the full-screen program runs. */
export type TerminalGuard = {
	/** Gives the terminal back and stops watching; to be called once Ink has ended, before anything else is printed. */
	readonly release: () => void;
	/** Gives the terminal back, says in one sentence on standard error what went wrong, and ends with exit code 1. */
	readonly crash: (error: unknown) => never;
};

/** Says what went wrong in one line that holds no secret and moves no cursor. */
export const crashSentence = (error: unknown): string => {
	const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return `pat-tui stopped because of a mistake of its own: ${sanitise(scrub(said).replace(/\s+/g, ' '), {graphemes: 300})}`;
};

/**
 * Watches over every way in which the program may end: signals (exit code 128 + n), errors nobody caught (1), a
 * terminal that is gone (129, without a word). Must be called before any mode of the terminal is changed; it takes the
 * keyboard (raw mode) itself, so that no key pressed while the screens are loaded is echoed or lost.
 *
 * @param isInPlace whether the program writes below what stands there, and not on a screen of its own
 */
export const guardTerminal = ({isInPlace = false}: {readonly isInPlace?: boolean} = {}): TerminalGuard => {
	const restore = makeRestore({fd: 1, stdin: process.stdin, isInPlace});
	const end = (code: number): never => {
		restore();
		// Ink's own exit hook would draw once more and leave the other screen twice, which moves the cursor.
		process.stdout.write = () => true;
		return process.exit(code);
	};
	const crash = (error: unknown): never => {
		restore();
		try {
			writeSync(2, `${crashSentence(error)}\n`);
		} catch {
			// Nobody is left to read it.
		}
		return end(1);
	};
	const onSignal = (_name: string, number: number) => end(128 + number);
	const onGone = () => end(128 + constants.signals.SIGHUP);
	const onStreamError = (error: unknown) => (isTerminalGone(error) ? onGone() : crash(error));
	for (const signal of deadly) {
		process.on(signal, onSignal);
	}
	process.on('uncaughtException', crash);
	process.on('unhandledRejection', crash);
	process.on('exit', restore);
	process.stdout.on('error', onStreamError);
	process.stdin.on('error', onStreamError);
	process.stdin.on('end', onGone);
	if (process.stdin.isTTY) {
		// Ink does so only after its first frame: until then a key would be drawn into it, and Ctrl+Z stop us half-way.
		process.stdin.setRawMode(true);
	}
	return {
		crash,
		release: () => {
			restore();
			for (const signal of deadly) {
				process.off(signal, onSignal);
			}
			process.off('uncaughtException', crash);
			process.off('unhandledRejection', crash);
			process.off('exit', restore);
			process.stdout.off('error', onStreamError);
			process.stdin.off('error', onStreamError);
			process.stdin.off('end', onGone);
		},
	};
};
