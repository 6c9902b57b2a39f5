import assert from 'node:assert/strict';
import {chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {ensureFolder} from '../../source/system/folder.ts';

const base = await mkdtemp(join(tmpdir(), 'folder-'));
after(async () => rm(base, {recursive: true, force: true}));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
const kindOf = async (path: string) => {
	const result = await ensureFolder(path);
	return result.ok ? 'ok' : result.error.kind;
};

test('a missing folder is made with its missing parents, all 0700', async () => {
	assert.equal(await kindOf(join(base, 'a', 'b', 'c')), 'ok');
	assert.deepEqual(
		[await modeOf(join(base, 'a')), await modeOf(join(base, 'a/b')), await modeOf(join(base, 'a/b/c'))],
		[0o700, 0o700, 0o700],
	);
});

test('a folder of ours that others may enter is narrowed to 0700', async () => {
	const wide = join(base, 'wide');
	await mkdir(wide);
	await chmod(wide, 0o777);
	assert.equal(await kindOf(wide), 'ok');
	assert.equal(await modeOf(wide), 0o700);
});

test('a symbolic link is refused and its target left as it was', async () => {
	const target = join(base, 'target');
	await mkdir(target);
	await chmod(target, 0o755);
	await symlink(target, join(base, 'link'));
	assert.equal(await kindOf(join(base, 'link')), 'symlink');
	assert.equal(await modeOf(target), 0o755);
});

test('a dangling symbolic link is refused', async () => {
	await symlink(join(base, 'nowhere'), join(base, 'dangling'));
	assert.equal(await kindOf(join(base, 'dangling')), 'symlink');
});

test('a file of that name is refused, and so is a folder below a file', async () => {
	await writeFile(join(base, 'file'), '');
	assert.equal(await kindOf(join(base, 'file')), 'exists');
	assert.equal(await kindOf(join(base, 'file', 'below')), 'no-folder');
});

test('a folder of another user is refused', async () => {
	// Only root can give a folder away; everybody else has root's own at hand.
	const isRoot = process.getuid?.() === 0;
	const foreign = isRoot ? join(base, 'foreign') : '/usr';
	if (isRoot) {
		await mkdir(foreign);
		await chown(foreign, 12_345, 12_345);
	}
	assert.equal(await kindOf(foreign), 'not-ours');
});
