import assert from 'node:assert/strict';
import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {resetSandbox} from '../../source/sandbox/reset-sandbox.ts';
import {aFolder, aSandbox, aToken, textAt} from './a-sandbox.ts';

test('after a reset the sandbox is as new, even for a program that still has it open', async t => {
	const {call, directory, signIn} = await aSandbox(t);
	const session = await signIn();
	await aToken(call, session);
	const {body: before} = await call('GET', '/iam/.well-known/jwks.json');
	assert.ok((await resetSandbox(directory)).ok);
	assert.equal((await call('GET', '/api/whoami', {session})).status, 401);
	const fresh = await signIn();
	assert.deepEqual((await call('GET', '/iam/v1/tokens', {session: fresh})).body, {tokens: []});
	const {body: after} = await call('GET', '/iam/.well-known/jwks.json');
	assert.notEqual(textAt(after, 'keys', 0, 'x'), textAt(before, 'keys', 0, 'x'));
	assert.ok((await resetSandbox(directory)).ok);
});

test('a reset leaves alone what a sandbox did not make, also behind a link', async t => {
	const {call, directory, signIn} = await aSandbox(t);
	await aToken(call, await signIn());
	const outside = await aFolder(t);
	await writeFile(join(outside, 'keep.txt'), 'mine');
	await writeFile(join(directory, 'notes.txt'), 'mine');
	await symlink(outside, join(directory, 'tokens', 'link'));
	assert.ok((await resetSandbox(directory)).ok);
	assert.deepEqual((await readdir(directory)).sort(), ['notes.txt', 'pat-tui-sandbox.json']);
	assert.equal(await readFile(join(outside, 'keep.txt'), 'utf8'), 'mine');
});

test('a directory that is not a sandbox’s is refused and untouched', async t => {
	const directory = await aFolder(t);
	await mkdir(join(directory, 'projects'));
	await writeFile(join(directory, 'projects', 'thesis.txt'), 'mine');
	const result = await resetSandbox(directory);
	assert.equal(result.ok ? '' : result.error.kind, 'foreign-directory');
	assert.equal(await readFile(join(directory, 'projects', 'thesis.txt'), 'utf8'), 'mine');
});

test('a link to a sandbox’s directory is refused', async t => {
	const {directory} = await aSandbox(t);
	const link = join(await aFolder(t), 'link');
	await symlink(directory, link);
	assert.ok(!(await resetSandbox(link)).ok);
});

test('where nothing is, nothing is to be done', async t => {
	const directory = await aFolder(t);
	assert.ok((await resetSandbox(directory)).ok);
	assert.ok((await resetSandbox(join(directory, 'absent'))).ok);
	assert.deepEqual(await readdir(directory), []);
});
