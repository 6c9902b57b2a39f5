import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {checkKeptPath} from '../../../source/operations/doctor/check-kept-path.ts';
import {checkKeyring} from '../../../source/operations/doctor/check-keyring.ts';
import {checkNode} from '../../../source/operations/doctor/check-node.ts';
import {checkClock} from '../../../source/operations/doctor/check-service.ts';
import {checkTools} from '../../../source/operations/doctor/check-tools.ts';
import {fail, ok} from '../../../source/result.ts';

const base = await mkdtemp(join(tmpdir(), 'doctor-'));
after(async () => rm(base, {recursive: true, force: true}));

test('a Node that is too old fails, one without security fixes is worth a word, and a later one is fine', () => {
	for (const [version, status] of [
		['18.20.4', 'failed'],
		['20.11.1', 'failed'],
		['20.12.0', 'attention'],
		['22.0.0', 'ok'],
		['26.1.0', 'ok'],
	] as const)
		assert.equal(checkNode(version).status, status, version);
});

test('a clock is fine within half a minute, and wrong from five minutes on, ahead or behind', () => {
	const now = 1_700_000_000_000;
	for (const [offset, status] of [
		[0, 'ok'],
		[-30_000, 'ok'],
		[31_000, 'attention'],
		[-299_000, 'attention'],
		[300_000, 'failed'],
		[-300_000, 'failed'],
	] as const)
		assert.equal(checkClock(now, now + offset).status, status, String(offset));
	assert.match(checkClock(now, now - 600_000).detail, /^10 minutes ahead of/);
	assert.equal(checkClock(now, undefined).status, 'attention');
});

test('a folder or file is ours alone, or it is said what is wrong and how to mend it', async () => {
	const path = async (name: string, kind: 'file' | 'folder') => ({
		id: 'x',
		title: 'X',
		path: join(base, name),
		kind,
	});
	await mkdir(join(base, 'good'), {mode: 0o700});
	await mkdir(join(base, "it's open"), {mode: 0o755});
	await writeFile(join(base, 'wide'), '', {mode: 0o600});
	await chmod(join(base, 'wide'), 0o640);
	await symlink(join(base, 'good'), join(base, 'link'));
	const look = async (name: string, kind: 'file' | 'folder') => checkKeptPath(await path(name, kind));
	assert.equal((await look('good', 'folder')).status, 'ok');
	assert.match((await look('missing', 'folder')).detail, /not there yet/);
	const open = await look("it's open", 'folder');
	assert.deepEqual([open.status, open.remedy], ['attention', `chmod 700 '${base}/it'\\''s open'`]);
	const wide = await look('wide', 'file');
	assert.deepEqual([wide.status, wide.remedy], ['attention', `chmod 600 ${base}/wide`]);
	assert.deepEqual(
		[(await look('link', 'folder')).status, (await look('wide', 'folder')).status],
		['failed', 'failed'],
	);
	assert.equal((await look('wide/below', 'file')).status, 'failed');
});

test('a keyring answers, is of no use, or is not wanted', async () => {
	const answering = {get: async () => ok(undefined)};
	const silent = {get: async () => fail({kind: 'no-answer', message: 'silence'} as const)};
	assert.equal((await checkKeyring(answering, 'auto')).status, 'ok');
	const none = await checkKeyring(silent, 'auto');
	assert.deepEqual([none.status, none.detail], ['attention', 'silence']);
	assert.match((await checkKeyring(silent, 'keyring')).remedy ?? '', /not kept at all/);
	assert.equal((await checkKeyring(silent, 'file')).status, 'ok');
});

test('tools are told by their absolute path, and what depends on where one stands is passed over', async () => {
	const tool = join(base, 'openssl');
	await writeFile(tool, '', {mode: 0o700});
	const findings = checkTools({PATH: `.:${base}::relative`, BROWSER: 'nothing-of-that-name:openssl %s'});
	const found = (id: string) => findings.find(finding => finding.id === id);
	assert.equal(found('tool-openssl')?.detail, tool);
	assert.equal(found('tool-browser')?.detail, tool);
	assert.match(found('tool-aws')?.detail ?? '', /not found; only needed/);
	assert.match(found('path')?.detail ?? '', /^3 folders in PATH/);
	const without = checkTools({PATH: base, BROWSER: 'nothing-of-that-name'});
	assert.equal(without.find(({id}) => id === 'tool-browser')?.status, 'attention');
	assert.equal(
		without.find(({id}) => id === 'path'),
		undefined,
	);
});
