// needs: git
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {makeGitCheck} from '../../source/exports/git-check.ts';
import {writeExport} from '../../source/exports/write-export.ts';
import {systemRandom} from '../../source/system/random.ts';
import {makeSecret} from '../../source/text/secret.ts';

const base = await mkdtemp(join(tmpdir(), 'write-export-'));
after(async () => rm(base, {recursive: true, force: true}));

const isExposedToGit = makeGitCheck({path: process.env['PATH'], home: base});
const write = async (path: string, overwrite = false, check = isExposedToGit) =>
	writeExport({path, text: makeSecret('KEY=1\n'), overwrite, random: systemRandom, isExposedToGit: check});

const repository = async (name: string) => {
	const folder = join(base, name);
	await mkdir(join(folder, 'app'), {recursive: true});
	execFileSync('git', ['init', '-q', folder], {env: {PATH: process.env['PATH'], HOME: base}});
	return folder;
};

test('a new file is written whole, mode 0600, without a warning outside of git', async () => {
	const path = join(base, '.env');
	assert.deepEqual(await write(path), {ok: true, value: {path}});
	assert.equal(await readFile(path, 'utf8'), 'KEY=1\n');
	assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test('a file that is there is left as it is, unless the user decided to overwrite it', async () => {
	const path = join(base, 'there');
	await writeFile(path, 'old', {mode: 0o644});
	const refused = await write(path);
	assert.equal(!refused.ok && refused.error.kind, 'exists');
	assert.equal(await readFile(path, 'utf8'), 'old');
	assert.equal((await write(path, true)).ok, true);
	assert.equal(await readFile(path, 'utf8'), 'KEY=1\n');
	assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test('overwriting where nothing is makes the file', async () => {
	assert.equal((await write(join(base, 'fresh'), true)).ok, true);
});

test('a file that git would commit brings a warning, one that git ignores does not', async () => {
	const folder = await repository('plain');
	const exposed = await write(join(folder, 'app', '.env'));
	assert.match((exposed.ok && exposed.value.warning) || '', /git repository that does not ignore it/u);
	await writeFile(join(folder, '.gitignore'), '.env*\n');
	const ignored = await write(join(folder, 'app', '.env.local'));
	assert.equal(ignored.ok && ignored.value.warning, undefined);
});

test('a name that looks like an option or a pattern is asked about as it is', async () => {
	const folder = await repository('odd');
	await writeFile(join(folder, '.gitignore'), 'other\n');
	for (const name of ['-v', ':(top)other', '*']) {
		const written = await write(join(folder, name));
		assert.ok(written.ok && written.value.warning, name);
	}
});

test('without git there is no warning', async () => {
	const folder = await repository('gitless');
	const written = await write(join(folder, '.env'), false, makeGitCheck({path: undefined, home: base}));
	assert.equal(written.ok && written.value.warning, undefined);
});

test('a program of that name in a relative entry of PATH is never run', async () => {
	const folder = await repository('hostile');
	const marker = join(base, 'was-run');
	await mkdir(join(base, 'bin'));
	await writeFile(join(base, 'bin', 'git'), `#!/bin/sh\n: > '${marker}'\nexit 1\n`);
	await chmod(join(base, 'bin', 'git'), 0o755);
	const check = async (path: string) => makeGitCheck({path, home: base})(join(folder, '.env'));
	const relative = join('..', '..', '..', '..', '..', '..', base, 'bin');
	assert.equal(await check(`${relative}:`), false);
	await assert.rejects(stat(marker));
	assert.equal(await check(join(base, 'bin')), true);
	assert.ok(await stat(marker));
});

test('a repository that names a program in its settings does not get it run', async () => {
	const folder = await repository('monitor');
	const marker = join(base, 'monitor-ran');
	execFileSync('git', ['-C', folder, 'config', 'core.fsmonitor', `touch '${marker}'; false`]);
	await write(join(folder, '.env'));
	await assert.rejects(stat(marker));
});
