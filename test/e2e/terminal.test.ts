// needs: bash
import assert from 'node:assert/strict';
import {resolve} from 'node:path';
import {after, describe, test} from 'node:test';
import {bundleFixtureFor} from '../fixtures/bundle-fixture.ts';
import {aMachine} from './a-machine.ts';
import {assertGivenBack, type Shell, startShell} from './a-shell.ts';
import {press} from './press.ts';
import {seen} from './whole-screen.ts';

const breaking = await bundleFixtureFor({after}, 'breaking-program');
const program = `"${process.execPath}" "${resolve('dist/cli.cjs')}"`;

type Ending = {
	readonly name: string;
	readonly command?: string;
	readonly code: number;
	readonly end: (shell: Shell, pid: () => Promise<number>) => Promise<void> | void;
	readonly said?: string;
};

const killing = (signal: NodeJS.Signals, code: number): Ending => ({
	name: signal,
	code,
	end: async (_shell, pid) => void process.kill(await pid(), signal),
});

const failing = (way: string, end: Ending['end'] = shell => press(shell, 'app.interrupt')): Ending => ({
	name: `an error in a ${way}`,
	command: `"${process.execPath}" "${breaking}" ${way}`,
	code: 1,
	end,
	said: 'pat-tui stopped because of a mistake of its own: Error: the clock fell down',
});

const endings: readonly Ending[] = [
	{name: 'q', code: 0, end: shell => press(shell, 'browse.quit')},
	{name: 'Ctrl+C twice', code: 130, end: shell => press(shell, 'app.interrupt', 'app.interrupt')},
	killing('SIGTERM', 143),
	killing('SIGHUP', 129),
	failing('key'),
	failing('drawing', async shell => {
		press(shell, 'token.create');
		await seen(shell, 'step 1 of 6');
		// The list says how old it is, which takes the clock.
		press(shell, 'app.interrupt', 'create.back');
	}),
	failing('promise'),
];

const assertTaken = ({terminal}: Shell) => {
	assert.equal(terminal.buffer.active.type, 'alternate');
	assert.ok(terminal.modes.bracketedPasteMode);
};

// One after the other on one computer: only the first has to make a sandbox and sign in to it.
const machine = await aMachine({after});

describe('the terminal', () => {
	for (const {name, command = `${program} --environment sandbox`, code, end, said} of endings) {
		test(`is given back after ${name}`, async () => {
			const shell = await startShell(machine);
			const modes = await shell.modes();
			const pid = await shell.run(command);
			await seen(shell, 'There is no token yet');
			assertTaken(shell);
			await end(shell, pid);
			const ended = await shell.ended();
			assert.equal(ended.code, code);
			if (said) assert.ok(ended.rows.includes(said), ended.rows.join('\n'));
			assertGivenBack(shell);
			assert.equal(await shell.modes(), modes);
		});
	}

	test('is the shell’s after Ctrl+Z, and the program’s again after fg, with the same screen and working keys', async () => {
		const shell = await startShell(machine);
		const modes = await shell.modes();
		await shell.run(`${program} --environment sandbox`);
		await seen(shell, 'There is no token yet');
		press(shell, 'token.create');
		await seen(shell, 'step 1 of 6');
		shell.type('half-typed');
		const before = await seen(shell, /half-typed +.*good/);
		press(shell, 'app.suspend');
		await shell.waitFor('Stopped');
		assertGivenBack(shell);
		assert.equal(await shell.modes(), modes);
		shell.type('fg; echo "code=$?;"\r');
		assert.deepEqual(await seen(shell, /half-typed +.*good/), before);
		assertTaken(shell);
		shell.type('-name');
		await seen(shell, 'half-typed-name');
		press(shell, 'app.interrupt', 'app.interrupt');
		assert.equal((await shell.ended()).code, 130);
		assertGivenBack(shell);
		assert.equal(await shell.modes(), modes);
	});
});
