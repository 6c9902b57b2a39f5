import {writeSync} from 'node:fs';

const modesOff = [
	'\u001B[?25h', // the cursor is shown
	'\u001B[0m', // colours and styles are off
	'\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l', // the mouse is the terminal's again
	'\u001B[?2004l', // pasted text is not marked
].join('');

const screenFromBefore = '\u001B[?1049l';

const attempts = 100;

/** What gives the terminal back: the file descriptor that is the terminal, and the keyboard whose raw mode is ended. */
export type RestoreDeps = {
	readonly fd: number;
	/** Whether nothing was drawn on the other screen: leaving it would move the cursor. */
	readonly isInPlace?: boolean;
	readonly stdin: {readonly isTTY?: boolean; readonly setRawMode?: (isOn: boolean) => unknown};
	readonly write?: (fd: number, text: string) => unknown;
};

/** Tells whether an error says that the terminal is gone: closed window, broken connection, closed pipe. */
export const isTerminalGone = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	(error.code === 'EIO' || error.code === 'EPIPE' || error.code === 'ENXIO' || error.code === 'ENOTTY');

const tryWrite = ({fd, isInPlace = false, write = writeSync}: RestoreDeps) => {
	for (let attempt = 0; attempt < attempts; attempt++) {
		try {
			write(fd, isInPlace ? modesOff : modesOff + screenFromBefore);
			return;
		} catch (error) {
			// A terminal that can't keep up says EAGAIN; any other failure means there is no terminal to give back.
			if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
				return;
			}
		}
	}
};

/**
 * Makes the function that gives the terminal back as it was: cursor, styles, mouse, paste marks, screen, raw mode. It
 * works synchronously, for it also runs while the process dies, and only the first call does anything.
 */
export const makeRestore = (deps: RestoreDeps): (() => void) => {
	let isDone = false;
	return () => {
		if (isDone) {
			return;
		}
		isDone = true;
		tryWrite(deps);
		try {
			if (deps.stdin.isTTY) {
				deps.stdin.setRawMode?.(false);
			}
		} catch {
			// The keyboard went with the terminal.
		}
	};
};
