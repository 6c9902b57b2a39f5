// needs: bash
import assert from 'node:assert/strict';
import {cp, mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {noTerminalSentence} from '../../source/terminal/capabilities.ts';
import {aMachine} from './a-machine.ts';
import {startShell} from './a-shell.ts';

let dist = '';
const removed: string[] = [];

/** The build without any chunk that holds React, as Ink's does: whoever would load one fails. */
before(async () => {
	dist = join(await mkdtemp(join(tmpdir(), 'without-ink-')), 'dist');
	await cp('dist', dist, {recursive: true});
	const chunks = join(dist, 'chunks');
	for (const name of await readdir(chunks)) {
		if (!(await readFile(join(chunks, name), 'utf8')).includes('Symbol.for("react.')) continue;
		await rm(join(chunks, name));
		removed.push(name);
	}
});

after(async () => {
	await rm(join(dist, '..'), {recursive: true, force: true});
});

const lines: readonly (readonly [name: string, line: (command: string) => string])[] = [
	['input that is no terminal', command => `${command} </dev/null`],
	['output that is no terminal', command => `${command} | cat; (exit \${PIPESTATUS[0]})`],
	['a terminal that can not place its cursor', command => `TERM=dumb ${command}`],
	['the guided setup asked for by name', command => `${command} setup </dev/null`],
];

describe('without a terminal', () => {
	for (const [name, line] of lines) {
		test(`(${name}) one sentence says what to run instead, with exit code 2, and Ink is not loaded`, async t => {
			const shell = await startShell(await aMachine(t), {columns: 200});
			shell.type(`clear; ${line(`"${process.execPath}" "${join(dist, 'cli.cjs')}"`)}; echo "code=$?;"\r`);
			const {code, rows} = await shell.ended();
			assert.equal(code, 2);
			assert.deepEqual(rows.filter(row => row !== '').slice(0, 2), [noTerminalSentence, 'code=2;']);
			assert.equal(shell.terminal.buffer.active.type, 'normal');
		});
	}

	test('what was taken out of the build is what a terminal needs', async t => {
		assert.ok(removed.length > 0);
		const shell = await startShell(await aMachine(t), {columns: 200});
		shell.type(`clear; "${process.execPath}" "${join(dist, 'cli.cjs')}"; echo "code=$?;"\r`);
		const {code, rows} = await shell.ended();
		assert.equal(code, 1);
		assert.match(rows.join(' '), /ENOENT/);
	});
});
