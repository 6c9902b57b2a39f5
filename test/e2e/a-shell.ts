import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Machine} from './a-machine.ts';
import {type PtyProgram, startInPty} from './pty.ts';

/** A shell at its prompt in a terminal, from which programs are run as people run them. */
export type Shell = PtyProgram & {
	/** The terminal's modes, as `stty -g` writes them. */
	readonly modes: () => Promise<string>;
	/** Runs a program and gives its process id; when it ends, `code=N;` stands on a line. */
	readonly run: (command: string) => Promise<() => Promise<number>>;
	/** Resolves with the screen and the exit code of the program that was run last. */
	readonly ended: () => Promise<{readonly code: number; readonly rows: readonly string[]}>;
};

/** Starts an interactive bash that leaves the terminal's modes alone. */
export const startShell = async (
	machine: Machine,
	{columns = 100, rows = 30}: {readonly columns?: number; readonly rows?: number} = {},
): Promise<Shell> => {
	const inputrc = join(machine.home, 'inputrc');
	// The shell's own paste marks would hide whether the program has taken its away.
	await writeFile(inputrc, 'set enable-bracketed-paste off\n');
	const shell = startInPty(machine.scope, {
		command: 'bash',
		args: ['--noprofile', '--norc', '-i'],
		columns,
		rows,
		directory: machine.work,
		environment: {...machine.environment, PS1: 'prompt> ', INPUTRC: inputrc},
	});
	await shell.waitFor('prompt>');
	let asked = 0;
	const pidFile = join(machine.home, 'pid');
	return {
		...shell,
		async modes() {
			asked += 1;
			shell.type(`clear; echo modes${asked}=$(stty -g)=\r`);
			const shown = new RegExp(`^modes${asked}=([0-9a-f:]+)=`, 'm');
			const [, modes = ''] = shown.exec((await shell.waitFor(shown)).join('\n')) ?? [];
			assert.notEqual(modes, '');
			return modes;
		},
		async run(command) {
			shell.type(`clear; sh -c 'echo $$ >${pidFile}; exec ${command}'; echo "code=$?;"\r`);
			return async () => Number(await readFile(pidFile, 'utf8'));
		},
		async ended() {
			const screen = await shell.waitFor(/^code=\d+;/m);
			return {code: Number(/^code=(\d+);/m.exec(screen.join('\n'))?.[1]), rows: screen};
		},
	};
};

const isCursorShown = ({bytes}: Pick<PtyProgram, 'bytes'>): boolean => {
	const text = bytes().toString();
	return text.lastIndexOf('\u001B[?25h') >= text.lastIndexOf('\u001B[?25l');
};

/** Asserts that the shell has the terminal as it was: its own screen, no paste marks, no mouse, the cursor shown. */
export const assertGivenBack = (shell: Pick<PtyProgram, 'bytes' | 'terminal'>) => {
	const {buffer, modes} = shell.terminal;
	assert.equal(buffer.active.type, 'normal');
	assert.equal(modes.bracketedPasteMode, false);
	assert.equal(modes.mouseTrackingMode, 'none');
	assert.ok(isCursorShown(shell), 'the cursor is hidden');
};
