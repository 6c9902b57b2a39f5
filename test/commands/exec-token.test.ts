// needs: bash
import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {startInPty} from '../e2e/pty.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {bundleFixture} from '../fixtures/bundle-fixture.ts';
import {aMachine} from './a-machine.ts';

const folder = await mkdtemp(join(tmpdir(), 'exec-'));
after(async () => rm(folder, {recursive: true, force: true}));
const program = await bundleFixture('command-child', folder);
const machine = await aMachine({after});
const service = await aServedSandbox({after});
const {variables} = service;
await writeFile(join(machine.home, 'secret.txt'), 'open sesame\n');
const plain = await machine.makeToken('plain exec token', ['-w'], {variables});
const sealed = await machine.makeToken(
	'sealed exec token',
	['-w', '-k', 'kid-1', '--passphrase-file', 'secret.txt'],
	{
		variables,
	},
);

const start = (id: string, argv: readonly string[], flags: readonly string[] = []): ChildProcess =>
	spawn(
		process.execPath,
		[program, 'token', 'exec', '-i', id, '--project', 'Default Project', ...flags, '--', ...argv],
		{
			cwd: machine.home,
			env: {
				...variables,
				PATH: process.env['PATH'],
				HOME: machine.home,
				PAT_TUI_HOME: join(machine.home, 'data'),
				PASSPHRASE: 'left over',
				KEY_ID: 'left over',
				OTHER: 'stays',
			},
		},
	);

const ended = async (child: ChildProcess) => {
	const texts = {stdout: '', stderr: ''};
	for (const name of ['stdout', 'stderr'] as const) {
		child[name]?.on('data', chunk => {
			texts[name] += String(chunk);
		});
	}
	const [code] = await once(child, 'close');
	return {code, ...texts};
};

const printEnvironment = [process.execPath, '-p', 'JSON.stringify(process.env)'];

describe('token exec', () => {
	test('gives a program all it needs to act as the token, and nothing of ours', async () => {
		const ran = await ended(start(plain.id, printEnvironment));
		assert.equal(ran.code, 0, ran.stderr);
		const found = JSON.parse(ran.stdout);
		const expected = {
			PROJECT_ID: plain.projectIds[0],
			TOKEN_ID: plain.id,
			PRIVATE_KEY: await readFile(plain.privateKeyFile, 'utf8'),
			API_GATEWAY_URL: service.origin,
			TOKEN_ENDPOINT: `${service.origin}/auth/oauth2/token`,
			OTHER: 'stays',
		};
		for (const [name, value] of Object.entries(expected)) assert.equal(found[name], value, name);
		assert.deepEqual([found.PASSPHRASE, found.KEY_ID], [undefined, undefined], 'nothing left over');
		assert.deepEqual(
			Object.keys(found).filter(name => name.startsWith('PAT_TUI_')),
			[],
		);
	});

	test('hands on an encrypted key with its passphrase, and a key id that is not the token id', async () => {
		const ran = await ended(start(sealed.id, printEnvironment, ['--passphrase-file', 'secret.txt']));
		assert.equal(ran.code, 0, ran.stderr);
		const found = JSON.parse(ran.stdout);
		assert.match(found.PRIVATE_KEY, /BEGIN ENCRYPTED PRIVATE KEY/);
		assert.deepEqual([found.PASSPHRASE, found.KEY_ID], ['open sesame', 'kid-1']);
		await writeFile(join(machine.home, 'wrong.txt'), 'not it\n');
		const refused = await ended(start(sealed.id, printEnvironment, ['--passphrase-file', 'wrong.txt']));
		assert.deepEqual([refused.code, refused.stdout], [1, '']);
	});

	test('hands on standard input, output and error, arguments that look like flags, and the exit code', async () => {
		const child = start(plain.id, [
			'bash',
			'-c',
			'cat; echo "$1 $2" >&2; exit 7',
			'name',
			'--help',
			'--json',
		]);
		child.stdin?.end('typed in');
		const ran = await ended(child);
		assert.deepEqual([ran.code, ran.stdout], [7, 'typed in']);
		assert.match(ran.stderr, /^--help --json$/m);
	});

	test('gives no input to the program where the passphrase came from it', async () => {
		const child = start(sealed.id, ['cat'], ['--passphrase-stdin']);
		child.stdin?.end('open sesame\nthe rest');
		assert.deepEqual(await ended(child).then(({code, stdout}) => [code, stdout]), [0, '']);
	});

	for (const [signal, code] of [
		['SIGTERM', 143],
		['SIGINT', 130],
		['SIGHUP', 129],
	] as const) {
		test(`passes ${signal} on, and ends with ${code} where the program is ended by it`, async () => {
			const child = start(plain.id, ['bash', '-c', 'echo ready; read']);
			child.stdout?.once('data', () => child.kill(signal));
			assert.equal((await ended(child)).code, code);
		});
	}

	test('lets a program that outlives its signals end as it wants to', async () => {
		const listening = `
			let caught = 0;
			process.on('SIGTERM', () => {
				console.log('caught');
				caught += 1;
				if (caught === 2) process.exit(5);
			});
			process.stdin.resume();
			console.log('ready');
		`;
		const child = start(plain.id, [process.execPath, '-e', listening]);
		let sent = 0;
		child.stdout?.on('data', () => {
			// A third one could come when the program has ended and exec itself is about to.
			if (sent < 2) child.kill('SIGTERM');
			sent += 1;
		});
		const ran = await ended(child);
		assert.deepEqual([ran.code, ran.stdout], [5, 'ready\ncaught\ncaught\n']);
	});

	test('hands the terminal on after the passphrase was typed, and Ctrl+C reaches the program once', async t => {
		const script = `
			const {createInterface} = require('node:readline');
			let stops = 0;
			process.on('SIGINT', () => console.log('stops ' + ++stops));
			createInterface({input: process.stdin}).on('line', line => {
				if (line === 'end') process.exit(stops);
				console.log('said ' + line);
			});
			console.log('ready');
		`;
		const child = startInPty(t, {
			command: process.execPath,
			args: [
				program,
				...['token', 'exec', '-i', sealed.id, '--project', 'Default Project'],
				...['--', process.execPath, '-e', script],
			],
			directory: machine.home,
			environment: {...variables, HOME: machine.home, PAT_TUI_HOME: join(machine.home, 'data')},
		});
		await child.waitFor('Passphrase of the private key:');
		child.type('open sesame\r');
		await child.waitFor('ready');
		child.type('hello\r');
		await child.waitFor('said hello');
		child.press('ctrl+c');
		await child.waitFor('stops 1');
		// What came twice the first time has come by the second.
		child.press('ctrl+c');
		await child.waitFor('stops 2');
		child.type('end\r');
		assert.equal((await child.exit).code, 2);
	});

	test('says that there is no such program, before anything is sent', async () => {
		for (const name of ['no-such-program-here', './secret.txt', '']) {
			const ran = await ended(start(plain.id, [name], ['--json']));
			assert.deepEqual([ran.code, ran.stdout], [1, '']);
			assert.equal(JSON.parse(ran.stderr).error.kind, 'no-program');
		}
	});
});
