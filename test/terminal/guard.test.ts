// needs: bash
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {crashSentence} from '../../source/terminal/guard.ts';
import {aMachine} from '../e2e/a-machine.ts';
import {assertGivenBack, startShell as startBash} from '../e2e/a-shell.ts';
import {type PtyProgram, type Scope, startInPty} from '../e2e/pty.ts';
import {bundleFixtureFor} from '../fixtures/bundle-fixture.ts';

const fixture = await bundleFixtureFor({after}, 'full-screen');
const command = `'${process.execPath}' '${fixture}'`;

const startShell = async (t: Scope) => startBash(await aMachine(t), {columns: 200});

/** Runs the program from a shell and gives its process id once it has drawn. */
const startFixture = async (shell: PtyProgram, line = command) => {
	shell.type(`clear; ${line}; echo "code=$?;"\r`);
	const rows = await shell.waitFor(/ready pid=\d+;/);
	assert.equal(shell.terminal.buffer.active.type, 'alternate');
	return Number(/pid=(\d+);/.exec(rows.join('\n'))?.[1]);
};

type Ending = {
	readonly name: string;
	readonly code: number;
	readonly said?: RegExp;
	readonly end: (shell: PtyProgram, pid: number) => void;
};

const killing = (signal: NodeJS.Signals, code: number): Ending => ({
	name: signal,
	code,
	end: (_shell, pid) => process.kill(pid, signal),
});

const endings: readonly Ending[] = [
	{name: 'its own quit key', code: 0, said: /^receipt$/m, end: shell => shell.press('q')},
	{
		name: 'an error in a key',
		code: 1,
		said: /mistake of its own: Error: thrown in a key/,
		end: shell => shell.press('t'),
	},
	{
		name: 'an error while drawing',
		code: 1,
		said: /mistake of its own: Error: thrown while drawing/,
		end: shell => shell.press('d'),
	},
	{
		name: 'a rejection nobody caught',
		code: 1,
		said: /mistake of its own: Error: rejected/,
		end: shell => shell.press('r'),
	},
	{name: 'Ctrl+C twice', code: 130, said: /^receipt$/m, end: shell => shell.press('ctrl+c', 'ctrl+c')},
	killing('SIGTERM', 143),
	killing('SIGHUP', 129),
	killing('SIGINT', 130),
	killing('SIGQUIT', 131),
];

for (const {name, code, said, end} of endings) {
	test(`the terminal is given back after ${name}`, async t => {
		const shell = await startShell(t);
		const modes = await shell.modes();
		end(shell, await startFixture(shell));
		const rows = await shell.waitFor(/^code=\d+;/m);
		assert.ok(rows.includes(`code=${code};`), rows.join('\n'));
		if (said) {
			assert.match(rows.join('\n'), said);
		}
		assert.equal(await shell.modes(), modes);
		assertGivenBack(shell);
	});
}

test('a key pressed while the screens are loaded is neither echoed nor lost', async t => {
	const program = startInPty(t, {command: process.execPath, args: [fixture, 'held']});
	const rows = await program.waitFor(/guarded pid=\d+;/);
	program.type('aa\u0003');
	process.kill(Number(/pid=(\d+)/.exec(rows.join(''))?.[1]), 'SIGUSR2');
	await program.waitFor('count=2;');
	assert.doesNotMatch(program.bytes().toString(), /;a|\^C/);
	program.press('q');
	assert.equal((await program.exit).code, 0);
});

test('what is said at a crash holds neither key nor escape sequence, and stands on one line', async t => {
	const shell = await startShell(t);
	await startFixture(shell);
	shell.press('t');
	const rows = await shell.waitFor(/^code=1;/m);
	assert.doesNotMatch(shell.bytes().toString(), /MIGHAgEA/);
	assert.equal(
		rows.filter(row => row !== '' && !row.startsWith('code=') && !row.startsWith('prompt>')).length,
		1,
	);
});

test('a crash sentence is one line without secrets whatever was thrown', () => {
	for (const error of [new Error('a\nb\u001B[2J'), 'text', undefined, {toString: () => 'x\r\ny'}]) {
		assert.doesNotMatch(crashSentence(error), /\p{Cc}/u);
	}
	assert.doesNotMatch(crashSentence(new Error('Cookie: sid=abcdef123456')), /abcdef/);
});

test('a program whose terminal is gone ends by itself', async t => {
	const shell = await startShell(t);
	const pid = await startFixture(shell);
	shell.kill('SIGKILL');
	await shell.exit;
	const isRunning = () => {
		try {
			process.kill(pid, 0);
			return true;
		} catch {
			return false;
		}
	};
	const start = performance.now();
	while (isRunning() && performance.now() - start < 10_000) {
		await turn();
	}
	assert.equal(isRunning(), false);
});

const stops: ReadonlyArray<{
	readonly name: string;
	readonly line: string;
	readonly stop: (shell: PtyProgram, pid: number) => void;
}> = [
	{name: 'Ctrl+Z', line: command, stop: shell => shell.press('ctrl+z')},
	{
		name: 'Ctrl+Z below another program, as npm start is',
		line: `sh -c "${command}; :"`,
		stop: shell => shell.press('ctrl+z'),
	},
	{name: 'SIGTSTP', line: command, stop: (_shell, pid) => process.kill(pid, 'SIGTSTP')},
];

for (const {name, line, stop} of stops) {
	test(`the shell has its terminal after ${name}, and the program is back after fg`, async t => {
		const shell = await startShell(t);
		const modes = await shell.modes();
		const pid = await startFixture(shell, line);
		shell.press('a');
		await shell.waitFor('count=1;');
		stop(shell, pid);
		await shell.waitFor('Stopped');
		assert.equal(await shell.modes(), modes);
		assertGivenBack(shell);
		shell.type('fg\r');
		await shell.waitFor(rows => /ready pid=\d+; count=1;/.test(rows[0] ?? ''));
		assert.equal(shell.terminal.buffer.active.type, 'alternate');
		shell.press('a');
		await shell.waitFor('count=2;');
		shell.press('q');
		await shell.waitFor(/^receipt\nprompt>/m);
		assert.equal(await shell.modes(), modes);
		assertGivenBack(shell);
	});
}

test('after a stop from outside everything is drawn anew', async t => {
	const shell = await startShell(t);
	const pid = await startFixture(shell);
	process.kill(pid, 'SIGSTOP');
	await shell.waitFor('Stopped');
	shell.type('fg\r');
	await shell.waitFor(
		rows => /ready pid=\d+; count=0;/.test(rows[0] ?? '') && !rows.join('').includes('Stopped'),
	);
	shell.press('a');
	await shell.waitFor('count=1;');
	shell.press('q');
	await shell.waitFor(/^receipt\nprompt>/m);
	assertGivenBack(shell);
});

test('Ctrl+Z where no shell could start the program again does not freeze it', async t => {
	const program = startInPty(t, {command: process.execPath, args: [fixture]});
	await program.waitFor('ready');
	program.press('ctrl+z');
	await program.waitFor(
		() => program.bytes().toString().split('\u001B[?1049h').length === 3,
		'the second start of the screen',
	);
	program.press('a');
	await program.waitFor('count=1;');
	program.press('q');
	assert.equal((await program.exit).code, 0);
});
