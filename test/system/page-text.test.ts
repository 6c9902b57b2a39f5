import assert from 'node:assert/strict';
import {chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {type PageTextDeps, pageText} from '../../source/system/page-text.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';

/** A folder with a pager that is a shell script; the last argument is the file. */
const aPager = async (t: Pick<TestContext, 'after'>, script: string) => {
	const home = await mkdtemp(join(tmpdir(), 'page-'));
	t.after(async () => rm(home, {recursive: true, force: true}));
	const program = join(home, 'a-pager');
	await writeFile(program, `#!/bin/sh\n${script}\n`);
	await chmod(program, 0o700);
	const deps: PageTextDeps = {
		folder: join(home, 'editing'),
		variables: {PATH: '/usr/bin:/bin', PAGER: `${program} -x`, HOME: home, PAT_TUI_HOME: home},
		random: systemRandom,
		processes: systemProcesses,
	};
	return {home, program, deps, seen: join(home, 'seen')};
};

test('a pager of a person gets the text as a private file, and may neither start programs nor keep anything', async t => {
	const {deps, seen} = await aPager(t, '{ echo "$1"; stat -c %a "$2"; cat "$2"; env; } >"$HOME/seen"');
	const variables = {...deps.variables, LESSOPEN: '|something %s', LESS: '-F'};
	assert.deepEqual(await pageText('all of it\n', 'a.txt', {...deps, variables}), {
		ok: true,
		value: undefined,
	});
	const said = await readFile(seen, 'utf8');
	assert.match(said, /^-x\n600\nall of it\n/);
	assert.match(said, /^LESSSECURE=1$/m);
	assert.doesNotMatch(said, /LESSOPEN|^LESS=|PAT_TUI_/m);
	assert.deepEqual(await readdir(deps.folder), []);
});

test('a pager that is not there, is none or fails is said', async t => {
	const {deps, home, program} = await aPager(t, 'exit 2');
	const told = async (variables: PageTextDeps['variables']) => {
		const shown = await pageText('x', 'a.txt', {...deps, variables});
		return shown.ok ? '' : shown.error.message;
	};
	assert.equal(await told(deps.variables), 'The pager ended with exit code 2.');
	assert.match(await told({...deps.variables, PAGER: './a-pager'}), /is not there/);
	assert.match(await told({PATH: home}), /There is no pager/);
	// What only writes a text through is not looked at: the usual one is taken.
	await symlink(program, join(home, 'less'));
	assert.equal(await told({PATH: home, PAGER: 'cat'}), 'The pager ended with exit code 2.');
});
