import assert from 'node:assert/strict';
import {ChildProcess} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {copyWithTool} from '../../source/system/clipboard.ts';
import {systemClock} from '../../source/system/clock.ts';
import {feedChild} from '../../source/system/feed-child.ts';
import {runChild} from '../../source/system/run-child.ts';
import {runTool} from '../../source/system/run-tool.ts';
import {startChild} from '../../source/system/start-child.ts';
import {startDetached} from '../../source/system/start-detached.ts';

const folder = await mkdtemp(join(tmpdir(), 'start-child-'));
after(async () => rm(folder, {recursive: true, force: true}));
const closed = join(folder, 'closed');
await writeFile(closed, '#!/bin/sh\n', {mode: 0o600});
const long = 'x'.repeat(3_000_000);

/** What Node gives where too many files are open: a child without its streams, and the reason later. */
const aChildOfNobody = (code: string) => {
	const child = new ChildProcess();
	process.nextTick(() => child.emit('error', Object.assign(new Error(`spawn ${code}`), {code})));
	return child;
};

test('whatever keeps a program from starting is a sentence, emitted or thrown', async () => {
	for (const [start, words] of [
		[() => aChildOfNobody('EMFILE'), 'tool could not be started: too many files are open (EMFILE).'],
		[
			() => aChildOfNobody('ENOENT'),
			'tool could not be started: it is not there, or what runs it is not (ENOENT).',
		],
		[() => aChildOfNobody('EODD'), 'tool could not be started (EODD).'],
		[
			() => {
				throw Object.assign(new Error('spawn E2BIG'), {code: 'E2BIG'});
			},
			'tool could not be started: it was given too much (E2BIG).',
		],
	] as const) {
		assert.deepEqual(await startChild('tool', start), {
			ok: false,
			error: {kind: 'not-started', message: words},
		});
	}
});

test('a program that is not there, may not be run or is given too much is refused by all that run programs', async () => {
	for (const [program, args, words] of [
		[join(folder, 'none'), [], /it is not there.*\(ENOENT\)\.$/],
		[closed, [], /it may not be run \(EACCES\)\.$/],
		[process.execPath, [long], /it was given too much \(E2BIG\)\.$/],
	] as const) {
		const all = await Promise.all([
			runTool(program, args, {variables: {}, folder, clock: systemClock}),
			feedChild(program, args, {input: 'x', variables: {}, patienceMs: 1000, clock: systemClock}),
			runChild(program, args, {variables: {}, hasInput: false, hasTerminal: false}),
		]);
		for (const result of all) {
			assert.ok(!result.ok && result.error.kind === 'not-started');
			assert.match(result.error.message, words);
		}
		assert.equal(await startDetached(program, args, {}), false);
	}
});

test('a clipboard tool that can not be started has not taken anything', async () => {
	await writeFile(join(folder, 'xclip'), '#!/not/there\n', {mode: 0o700});
	const variables = {PATH: folder, DISPLAY: ':0'};
	const copied = await copyWithTool('text', {variables, platform: 'linux', clock: systemClock});
	assert.deepEqual(copied, {tool: undefined, failed: ['xclip']});
});
