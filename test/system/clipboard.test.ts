import assert from 'node:assert/strict';
import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {type TestContext, test} from 'node:test';
import {type ClipboardDeps, copyWithTool} from '../../source/system/clipboard.ts';
import {copyText} from '../../source/terminal/copy-text.ts';
import {aHeldClock} from '../store/a-held-clock.ts';

const text = "-4d1f; $(touch evil) 'é' \u0007\u001B]52;c;x\n";

/** A folder with stand-ins for clipboard tools, and the variables under which they alone are found. */
const tools = async (t: TestContext) => {
	const folder = await mkdtemp(join(tmpdir(), 'clipboard-'));
	t.after(async () => rm(folder, {recursive: true, force: true, maxRetries: 3}));
	const place = async (name: string, ...lines: readonly string[]) => {
		const file = join(folder, name);
		await writeFile(file, ['#!/bin/sh', ...lines, ''].join('\n'));
		await chmod(file, 0o755);
	};
	const read = async (name: string) => readFile(join(folder, name), 'utf8').catch(() => '');
	const deps = (own: Readonly<Record<string, string>>, platform: NodeJS.Platform = 'linux') => ({
		variables: {PATH: `.${delimiter}${folder}`, ...own},
		platform,
		clock: aHeldClock(),
	});
	/** Writes down its arguments, its variables and its standard input. */
	const recorder = async (name: string, ...more: readonly string[]) =>
		place(
			name,
			`echo "$@" > '${folder}/args'`,
			`/usr/bin/env > '${folder}/env'`,
			`/bin/cat > '${folder}/text'`,
			...more,
		);
	return {folder, place, recorder, read, deps};
};

const x11 = {DISPLAY: ':7'};

test('the tool gets the whole text on its standard input and none of it as an argument', async t => {
	const {recorder, read, deps} = await tools(t);
	await recorder('xclip');
	assert.deepEqual(await copyWithTool(text, deps(x11)), {tool: 'xclip', failed: []});
	assert.equal(await read('text'), text);
	assert.equal(await read('args'), '-selection clipboard -in\n');
});

test('the tool finds what it needs in its environment and nothing else', async t => {
	const {recorder, read, deps, folder} = await tools(t);
	await recorder('xclip');
	await copyWithTool(
		text,
		deps({...x11, XAUTHORITY: '/x/authority', A_TOKEN: 'canary', PAT_TUI_HOME: '/canary'}),
	);
	const lines = (await read('env')).split('\n');
	assert.ok(lines.includes('DISPLAY=:7') && lines.includes('XAUTHORITY=/x/authority'));
	assert.ok(lines.includes(`PATH=${folder}`));
	assert.ok(!lines.some(line => line.includes('canary')));
});

for (const [name, variables, platform] of [
	['wl-copy', {WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':7'}, 'linux'],
	['xsel', x11, 'linux'],
	['pbcopy', {}, 'darwin'],
	['clip.exe', {WSL_DISTRO_NAME: 'Debian'}, 'linux'],
] as const) {
	test(`${name} is used where it belongs`, async t => {
		const {recorder, read, deps} = await tools(t);
		await recorder(name);
		assert.deepEqual(await copyWithTool('an-id', deps(variables, platform)), {tool: name, failed: []});
		assert.equal(await read('text'), 'an-id');
	});
}

test('without a display no tool is started, and over SSH none at all', async t => {
	const {recorder, read, deps} = await tools(t);
	await recorder('xclip');
	const none = {tool: undefined, failed: []};
	assert.deepEqual(await copyWithTool(text, deps({})), none);
	assert.deepEqual(await copyWithTool(text, deps({...x11, SSH_TTY: '/dev/pts/0'})), none);
	assert.deepEqual(await copyWithTool(text, deps({...x11, SSH_CONNECTION: '10.0.0.1 22'})), none);
	assert.equal(await read('args'), '');
});

test('a tool that fails or can not be run is said to have, and the next one is asked', async t => {
	const {place, recorder, read, deps} = await tools(t);
	await place('xclip', '/bin/cat > /dev/null', 'exit 1');
	assert.deepEqual(await copyWithTool(text, deps(x11)), {tool: undefined, failed: ['xclip']});
	await recorder('xsel');
	assert.deepEqual(await copyWithTool(text, deps(x11)), {tool: 'xsel', failed: ['xclip']});
	assert.equal(await read('text'), text);
});

test('a tool whose child stays behind as the owner of the clipboard is not waited for', async t => {
	const {folder, recorder, deps, read} = await tools(t);
	await recorder('xclip', `/bin/sleep 60 & echo $! > '${folder}/owner'`);
	t.after(async () => {
		const owner = Number(await read('owner'));
		if (owner > 0) process.kill(owner);
	});
	const {tool} = await copyWithTool(text, deps(x11));
	assert.equal(tool, 'xclip');
	// It must not have been killed with the tool, or nothing could be pasted.
	assert.equal(process.kill(Number(await read('owner')), 0), true);
});

test('a tool that does not end in time is ended and has failed', async t => {
	const {place, deps, folder, read} = await tools(t);
	await place('xclip', `echo $$ > '${folder}/pid'`, 'exec /bin/sleep 60');
	const held = deps(x11);
	let advance = () => {};
	const clock: ClipboardDeps['clock'] = {
		sleep: async () =>
			new Promise(resolve => {
				advance = resolve;
			}),
	};
	const copying = copyWithTool(text, {...held, clock});
	let pid = 0;
	while (pid === 0) {
		await new Promise(setImmediate);
		pid = Number(await read('pid'));
	}
	advance();
	assert.deepEqual(await copying, {tool: undefined, failed: ['xclip']});
	const isRunning = () => {
		try {
			return process.kill(pid, 0);
		} catch {
			return false;
		}
	};
	while (isRunning()) await new Promise(setImmediate);
	assert.equal(isRunning(), false);
});

test('a text is sent to the terminal too, unless it is too long for that', async t => {
	const {recorder, read, deps} = await tools(t);
	await recorder('xclip');
	const written: string[] = [];
	const write = (sequence: string) => written.push(sequence);
	assert.deepEqual(await copyText('an-id', {...deps(x11), write}), {tool: 'xclip', failed: [], isSent: true});
	assert.deepEqual(written, [`\u001B]52;c;${Buffer.from('an-id').toString('base64')}\u0007`]);
	const long = 'x'.repeat(80_000);
	assert.deepEqual(await copyText(long, {...deps(x11), write}), {tool: 'xclip', failed: [], isSent: false});
	assert.equal(written.length, 1);
	assert.equal(await read('text'), long);
});
