// needs: git
import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {createPrivateKey, type KeyObject, randomUUID} from 'node:crypto';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {describe, test} from 'node:test';
import {promisify} from 'node:util';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aMachine, type Machine} from './a-machine.ts';
import {fillIn} from './fill-in.ts';
import {press} from './press.ts';
import {type Scope, startInPty} from './pty.ts';
import {bytesOf, keyNeedles, leaksIn, passphraseNeedles, searchFor, type Written} from './secret-needles.ts';
import {seenProcesses} from './seen-processes.ts';
import {seen} from './whole-screen.ts';

const run = promisify(execFile);

const passphrase = `canary ${randomUUID()}`;

/** A machine whose working folder is a git work tree, with a git that writes down how it was called. */
const aWatchedMachine = async (t: Scope) => {
	const tools = await mkdtemp(join(tmpdir(), 'tools-'));
	t.after(async () => rm(tools, {recursive: true, force: true}));
	const path = process.env['PATH'] ?? '';
	const machine = await aMachine(t, {PATH: `${tools}:${path}`});
	const calls = join(machine.temporary, 'calls');
	const git = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
	const script = `#!/bin/sh\n{ cat /proc/$$/cmdline; env; } >>'${calls}'\nexec '${git}' "$@"\n`;
	await writeFile(join(tools, 'git'), script, {mode: 0o755});
	await run(git, ['init', '-q', machine.work]);
	return {machine, calls};
};

const openedKey = async (machine: Machine): Promise<KeyObject> => {
	const [file = ''] = await machine.keyFiles();
	return createPrivateKey({key: await readFile(file), passphrase});
};

describe('a passphrase and a private key are nowhere that the program wrote, drew or passed on', () => {
	test('when a token is made, tried, exported, tried again and deleted on the screen', async t => {
		const {machine, calls} = await aWatchedMachine(t);
		const app = machine.start(['--environment', 'sandbox']);
		const processes = seenProcesses(app);
		await seen(app, 'There is no token yet');
		press(app, 'token.create');
		// A key of RSA, which takes seconds to find, is looked for in journey.test.ts.
		await fillIn(app, {name: 'canary-token', passphrase});
		press(app, 'menu.choose');
		await seen(app, 'The token is made');
		press(app, 'run.try');
		await seen(app, 'It works');
		press(app, 'try.assertion');
		await seen(app, 'What was signed');
		press(app, 'try.go-on');
		await seen(app, 'In which form');
		press(app, 'menu.choose');
		await seen(app, 'What does your TypeScript program need?');
		press(app, 'menu.choose');
		await seen(app, 'canary-token.env');
		press(app, 'export.write');
		await seen(app, 'Your program has what it needs');
		press(app, 'browse.quit');
		await app.exit;

		const again = machine.start();
		const laterProcesses = seenProcesses(again);
		await seen(again, 'canary-token');
		press(again, 'token.try');
		await seen(again, 'The private key is encrypted');
		again.type('not the canary');
		press(again, 'try.unlock');
		await seen(again, 'This passphrase does not open the key.');
		again.press('ctrl+u');
		again.type(passphrase);
		press(again, 'try.unlock');
		await seen(again, 'It works');
		const key = await openedKey(machine);
		press(again, 'try.leave');
		await seen(again, '1 token');
		press(again, 'token.delete');
		await seen(again, 'characters to go');
		again.type('canary-token');
		await seen(again, 'Enter deletes it');
		press(again, 'delete.confirm');
		await seen(again, 'It is deleted.');
		press(again, 'browse.quit');
		await again.exit;

		const children = [...processes(), ...laterProcesses()];
		assert.ok(children.length >= 2);
		assert.match(await readFile(calls, 'utf8'), /check-ignore/);
		const written: Written = [
			...(await machine.files()),
			...bytesOf('the first run', app),
			...bytesOf('the second run', again),
			...children.map((bytes, index) => [`process ${index}`, bytes] as const),
		];
		assert.deepEqual(leaksIn(written, [...passphraseNeedles(passphrase), ...keyNeedles(key)]), []);
	});

	test('when the same is done by commands', async t => {
		const {machine} = await aWatchedMachine(t);
		const elsewhere = await mkdtemp(join(tmpdir(), 'passphrase-'));
		t.after(async () => rm(elsewhere, {recursive: true, force: true}));
		const file = join(elsewhere, 'passphrase');
		await writeFile(file, `${passphrase}\n`, {mode: 0o600});
		const outputs: (readonly [string, Buffer])[] = [];
		const command = async (...args: readonly string[]) => {
			const all = [resolve('dist/cli.cjs'), ...args, '--environment', 'sandbox'];
			const {stdout, stderr} = await run(process.execPath, all, {
				cwd: machine.work,
				env: machine.environment,
				encoding: 'buffer',
			});
			outputs.push([args.join(' '), Buffer.concat([stdout, stderr])]);
			return stdout.toString();
		};
		const withPassphrase = ['--passphrase-file', file];
		await command(
			'token',
			'create-token',
			'-n',
			'canary-token',
			'-a',
			'ES256',
			'-g',
			'-w',
			...withPassphrase,
		);
		const key = await openedKey(machine);
		const [, id = ''] = /"id": ?"([^"]+)"/.exec(await command('token', 'list-tokens')) ?? [];
		await command('token', 'get-token', '-i', id);
		await command('token', 'try', '-i', id, ...withPassphrase);
		await command('token', 'try', '-i', id, '--json', ...withPassphrase);
		await command('token', 'export', '-i', id, '--format', 'env', '--output', 'canary.env');
		await command('token', 'export', '-i', id, '--format', 'json', '--output', '-');
		await command('key', 'list');
		await command('key', 'passphrase', id, '--same', ...withPassphrase);
		await command('key', 'note', id, 'Ask Ada');
		await command('key', 'export', '--all', '--output', 'keys.jwe', ...withPassphrase);
		await command('operation', 'list');
		await command('token', 'delete-token', '-i', id, '--remove-key');
		assert.equal(outputs.length, 13);
		const written = [...(await machine.files()), ...outputs];
		assert.deepEqual(leaksIn(written, [...passphraseNeedles(passphrase), ...keyNeedles(key)]), []);
	});
});

test('a leak in any form, into a file, a terminal or a process, is found', async t => {
	const machine = await aMachine(t);
	const {privateKey} = rsaKey();
	const needles = [...passphraseNeedles(passphrase), ...keyNeedles(privateKey)];
	assert.deepEqual(leaksIn(await machine.files(), needles), []);
	const jwk = privateKey.export({format: 'jwk'});
	const pem = privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
	const secret = Buffer.from(jwk.qi ?? '', 'base64url');
	const leaks: Readonly<Record<string, Buffer>> = {
		passphrase: Buffer.from(`{"passphrase":"${passphrase}"}`),
		'passphrase in base64 behind something': Buffer.from(
			Buffer.from(`PASS=${passphrase}`).toString('base64'),
		),
		'passphrase in a query': Buffer.from(`?p=${encodeURIComponent(passphrase)}`),
		pem: Buffer.from(pem),
		'one line of the pem': Buffer.from(pem.split('\n').at(-4) ?? ''),
		jwk: Buffer.from(JSON.stringify(jwk)),
		'one member of the jwk': Buffer.from(`dq: ${jwk.dq}`),
		'raw bytes': secret,
		hex: Buffer.from(secret.toString('hex')),
		'a part in base64': Buffer.from(
			Buffer.concat([Buffer.from('x'), secret.subarray(5, 90)]).toString('base64'),
		),
		der: privateKey.export({format: 'der', type: 'pkcs8'}),
	};
	for (const [name, leak] of Object.entries(leaks)) {
		const folder = join(machine.home, 'deep');
		await mkdir(folder, {recursive: true});
		await writeFile(join(folder, 'leak'), leak);
		assert.notDeepEqual(leaksIn(await machine.files(), needles), [], `${name} in a file`);
		await rm(folder, {recursive: true});
	}

	const program =
		'process.stdout.write(process.env.LEAK + String.fromCharCode(13, 10)); process.stdin.resume();';
	const app = startInPty(t, {
		command: process.execPath,
		args: ['-e', program],
		columns: 20,
		environment: {LEAK: passphrase},
	});
	const processes = seenProcesses(app);
	await app.waitFor(() => processes().length > 0 && app.bytes().length > passphrase.length, 'the leak');
	assert.notDeepEqual(leaksIn(bytesOf('a leaking program', app), needles), []);
	assert.notDeepEqual(leaksIn([['its process', Buffer.concat(processes())]], needles), []);
	const wrapped = Buffer.from(pem.replaceAll(/.{10}/g, '$&\u001B[1m\r\n\u001B[0m'));
	assert.notDeepEqual(searchFor(needles)(wrapped), []);
});
