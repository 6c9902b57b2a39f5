import assert from 'node:assert/strict';
import {chmod, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {type EditTextDeps, editText} from '../../source/system/edit-text.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';

/** A folder with an editor that is a shell script; `$1` is the file. */
const anEditor = async (t: Pick<TestContext, 'after'>, script: string) => {
	const home = await mkdtemp(join(tmpdir(), 'edit-'));
	t.after(async () => rm(home, {recursive: true, force: true}));
	const program = join(home, 'an-editor');
	await writeFile(program, `#!/bin/sh\n${script}\n`);
	await chmod(program, 0o700);
	const folder = join(home, 'editing');
	const deps: EditTextDeps = {
		folder,
		variables: {PATH: '/usr/bin:/bin', EDITOR: program, PAT_TUI_HOME: home, HOME: home},
		random: systemRandom,
		processes: systemProcesses,
	};
	return {home, folder, program, deps, seen: join(home, 'seen')};
};

test('a text comes back as the editor left it, and nothing stays on the disk', async t => {
	const {deps, folder} = await anEditor(t, 'echo more >>"$1"');
	assert.deepEqual(await editText('first\n', 'policy.json', deps), {ok: true, value: 'first\nmore\n'});
	assert.deepEqual(await readdir(folder), []);
});

test('the file is private, in a private folder of its own, and the editor gets none of our variables', async t => {
	const {deps, seen} = await anEditor(
		t,
		'D=$(dirname "$1"); { stat -c %a "$D" "$1"; basename "$1"; env; } >"$HOME/seen"',
	);
	await editText('x', 'policy.json', deps);
	const said = await readFile(seen, 'utf8');
	assert.match(said, /^700\n600\npolicy\.json\n/);
	assert.doesNotMatch(said, /PAT_TUI_/);
});

test('VISUAL comes before EDITOR, and may have arguments', async t => {
	const {deps, program, seen} = await anEditor(t, 'printf %s "$1" >"$HOME/seen"');
	await editText('x', 'policy.json', {
		...deps,
		variables: {...deps.variables, EDITOR: '/nowhere/ed', VISUAL: `${program} --wait`},
	});
	assert.equal(await readFile(seen, 'utf8'), '--wait');
});

test('an editor that gives up, is not there or is relative changes nothing, and says so', async t => {
	const {deps, folder} = await anEditor(t, 'exit 3');
	assert.deepEqual(await editText('x', 'policy.json', deps), {
		ok: false,
		error: {kind: 'given-up', message: 'The editor ended with exit code 3.'},
	});
	for (const editor of ['/nowhere/ed', './an-editor', 'no-such-editor']) {
		const variables = {...deps.variables, EDITOR: editor};
		const result = await editText('x', 'policy.json', {...deps, variables});
		assert.equal(result.ok ? '' : result.error.kind, 'no-editor');
	}
	assert.deepEqual(await readdir(folder), []);
});

test('while the editor runs an interrupt does not end this program', async t => {
	const {deps} = await anEditor(t, `kill -INT $PPID; echo still >>"$1"`);
	let interrupts = 0;
	const count = () => {
		interrupts += 1;
	};
	process.on('SIGINT', count);
	t.after(() => process.off('SIGINT', count));
	assert.deepEqual(await editText('', 'policy.json', deps), {ok: true, value: 'still\n'});
	assert.equal(interrupts, 0);
	assert.ok(process.listeners('SIGINT').includes(count));
});
