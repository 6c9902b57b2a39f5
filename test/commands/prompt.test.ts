import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import type {Host} from '../../source/commands/host.ts';
import {makePrompt} from '../../source/commands/prompt.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {quietEffects} from '../fixtures/quiet-effects.ts';

const aTerminal = () => {
	const keys = new PassThrough();
	let shown = '';
	const writer = {
		isTTY: true,
		columns: 80,
		write: async (text: string) => {
			shown += text;
			return 'written' as const;
		},
	};
	const host: Host = {
		effects: {...quietEffects, clock: systemClock, random: systemRandom, processes: systemProcesses, fetch},
		variables: {},
		stdin: {isTTY: true, stream: () => keys},
		stdout: writer,
		stderr: writer,
		workingDirectory: '/',
		version: '0.0.0',
		onInterrupt: () => () => undefined,
	};
	return {prompt: makePrompt(host, new AbortController().signal, () => undefined), keys, shown: () => shown};
};

test('a question that is withdrawn ends, and half a line that was typed for it is no part of the next answer', async () => {
	const {prompt, keys, shown} = aTerminal();
	const withdrawn = new AbortController();
	const first = prompt.line('First?', withdrawn.signal);
	keys.write('half a line');
	while (!shown().includes('half a line')) await turn();
	withdrawn.abort();
	assert.equal((await first).ok, false);
	const second = prompt.line('Second?');
	keys.write('whole\r');
	assert.deepEqual(await second, {ok: true, value: 'whole'});
	prompt.close();
});

test('a question that was withdrawn before it is asked is not asked', async () => {
	const {prompt, shown} = aTerminal();
	assert.equal((await prompt.line('First?', AbortSignal.abort())).ok, false);
	assert.equal(shown(), '');
	prompt.close();
});
