// needs: bash
import assert from 'node:assert/strict';
import {chmod, mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {parse} from 'dotenv';
import {exportFormats} from '../../source/exports/export-formats.ts';
import {readers} from '../exports/readers/readers.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {useHanded} from '../fixtures/use-handed.ts';
import {aMachine} from './a-machine.ts';

const passphrase = "it's $5 \\ 100% #1 \u00FCber";
const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
const {privateKey, publicKey} = rsaKey();
const sealed = privateKey.export({type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase});
await writeFile(join(machine.home, 'secret.txt'), `${passphrase}\n`);
await writeFile(join(machine.home, 'public.pem'), publicKey.export({type: 'spki', format: 'pem'}));

/** A token on the one RSA key of this file, on a computer that keeps it as it is given. */
const aTokenOn = async (name: string, pem: string | Buffer, passphraseFlags: readonly string[]) => {
	await writeFile(join(machine.home, 'own.pem'), pem, {mode: 0o600});
	const home = {PAT_TUI_HOME: join(machine.home, name)};
	const options = {variables: {...variables, ...home}};
	const imported = await machine.run(['key', 'import', 'own.pem', ...passphraseFlags], options);
	assert.equal(imported.code, 0, imported.stderr);
	const line = ['-n', `${name} service`, '-f', 'public.pem', '-a', 'RS256', '-w', '-k', `kid-of-${name}`];
	const made = await machine.run(['token', 'create-token', ...line], options);
	assert.equal(made.code, 0, made.stderr);
	return {id: String(JSON.parse(made.stdout).id), home};
};
const secretFlags = ['--passphrase-file', 'secret.txt'];
const {id, home} = await aTokenOn('sealed', sealed, secretFlags);
const plain = await aTokenOn('plain', privateKey.export({type: 'pkcs8', format: 'pem'}), []);
const withSecret = ['-i', id, '--with-passphrase', ...secretFlags];

const run = async (line: readonly string[], options: Parameters<typeof machine.run>[1] = {}) =>
	machine.run(['token', 'export', ...line], {
		...options,
		variables: {...variables, ...home, ...options.variables},
	});

const isSecretForm = (format: string): format is keyof typeof readers => Object.hasOwn(readers, format);

describe('what token export writes', {concurrency: 2}, () => {
	for (const format of exportFormats.filter(isSecretForm)) {
		// Opening an encrypted key takes its time: three forms show that it is carried.
		const isSealed = ['env', 'java', 'kubernetes'].includes(format);
		const token = isSealed ? {id, home} : plain;
		test(`as ${format}: read back, it gets a token for the project`, async () => {
			const file = join(machine.home, `handed-${format}`);
			const flags = isSealed ? withSecret : ['-i', token.id];
			const ran = await run([...flags, '--format', format, '--output', file], {variables: token.home});
			assert.equal(ran.code, 0, ran.stderr);
			assert.match(ran.stderr, isSealed ? /as good as a plain key/u : /not encrypted/u);
			assert.equal((await stat(file)).mode & 0o777, 0o600);
			assert.equal(/line breaks/u.test(ran.stderr), ['dart', 'docker'].includes(format), ran.stderr);
			const found = readers[format](await readFile(file, 'utf8'));
			assert.equal(found['PASSPHRASE'], isSealed ? passphrase : undefined);
			assert.equal(found['KEY_ID'], isSealed ? 'kid-of-sealed' : 'kid-of-plain');
			const isOneLine = ['java', 'dart', 'docker'].includes(format);
			const {tokenId, projectToken} = await useHanded(
				{
					// The official object has no members for addresses.
					API_GATEWAY_URL: service.origin,
					TOKEN_ENDPOINT: `${service.origin}/auth/oauth2/token`,
					...found,
					...(isOneLine && {PRIVATE_KEY: found['PRIVATE_KEY']?.replaceAll('\\n', '\n')}),
				},
				fetch,
			);
			assert.equal(tokenId, token.id);
			assert.ok(projectToken);
		});
	}

	test('as jwks and as a snippet: nothing of it is secret, and no key of this computer is needed', async () => {
		const jwks = await run(['-i', id, '--format', 'jwks', '--json']);
		const {keys} = JSON.parse(jwks.stdout);
		assert.deepEqual([keys.length, keys[0].kid, keys[0].d], [1, 'kid-of-sealed', undefined]);
		const snippet = await run(['-i', id, '--format', 'snippet', '--sdk', 'python']);
		assert.match(snippet.stdout, /"keyId": os\.environ\["KEY_ID"\]/u);
		assert.match(snippet.stdout, /"passphrase": os\.environ\["PASSPHRASE"\]/u);
		const other = await aMachine({after});
		const away = await other.run(['token', 'export', '-i', id, '--format', 'snippet', '--sdk', 'java'], {
			variables: {...variables, PAT_TUI_HOME: join(other.home, 'data')},
		});
		assert.equal(away.code, 0, away.stderr);
		assert.match(away.stderr, /private key is not on this computer/u);
		assert.match(away.stdout, /\.tokenEndPoint\(env\.get\("TOKEN_ENDPOINT"\)\)/u);
	});

	test('an SDK that can not use the key is named, with the way out', async () => {
		const {id: ec} = await machine.makeToken('an EC token', [], {variables: {...variables, ...home}});
		const python = await run(['-i', ec, '--format', 'python', '--output', '-']);
		assert.match(python.stderr, /The SDK for Python can not use this token: .*ES256.*Rotate to RS256/u);
		const shell = await run(['-i', ec, '--format', 'shell', '--output', '-']);
		assert.match(shell.stderr, /No official SDK can use this token: .*ES256/u);
		const java = await run(['-i', id, '--format', 'java', '--output', '-']);
		assert.match(java.stderr, /The SDK for Java: an encrypted key needs Java 21 or later/u);
	});

	test('a passphrase that a form can not carry is refused by name, and nothing is written', async () => {
		const file = join(machine.home, 'never');
		const refused = 'a"b\'c`d # e';
		await writeFile(join(machine.home, 'odd.txt'), `${refused}\n`);
		const {id: odd} = await machine.makeToken('an odd token', ['--passphrase-file', 'odd.txt'], {
			variables: {...variables, ...home},
		});
		const flags = [
			'-i',
			odd,
			'--with-passphrase',
			'--passphrase-file',
			'odd.txt',
			'--output',
			file,
			'--json',
		];
		const ran = await run([...flags, '--format', 'env']);
		assert.equal(ran.code, 1);
		assert.match(JSON.parse(ran.stderr).error.message, /^PASSPHRASE holds characters/u);
		assert.ok(!ran.stderr.includes(refused));
		await assert.rejects(stat(file));
		assert.equal((await run([...flags, '--format', 'kubernetes'])).code, 0);
	});
});

describe('a file that is there already', () => {
	const file = join(machine.home, 'there.env');

	test('is written over only when the person says so', async () => {
		await writeFile(file, 'precious');
		const argv = ['-i', id, '--output', 'there.env'];
		const refused = await run(argv, {columns: 80, answers: [['Write over it? [no]', '']]});
		assert.equal(refused.code, 1);
		assert.equal(await readFile(file, 'utf8'), 'precious');
		assert.equal((await run(argv)).code, 1, 'nobody can be asked');
		assert.equal(await readFile(file, 'utf8'), 'precious');
		const ran = await run(argv, {columns: 80, answers: [['Write over it? [no]', 'yes']]});
		assert.equal(ran.code, 0, ran.stderr);
		assert.equal(parse(await readFile(file))['TOKEN_ID'], id);
		assert.equal((await stat(file)).mode & 0o777, 0o600);
	});
});

describe('secrets of GitHub Actions', () => {
	const bin = join(machine.home, 'bin');
	const log = join(machine.home, 'gh-log');
	const path = {PATH: `${bin}:${process.env['PATH']}`, GH_LOG: log};
	/** A gh that keeps its arguments and, as the real one, what it reads without the line breaks at its end. */
	const standIn = async (fails = 'never') => {
		await mkdir(bin, {recursive: true});
		await mkdir(log, {recursive: true});
		await writeFile(
			join(bin, 'gh'),
			[
				'#!/bin/bash',
				`if [ "$3" = ${fails} ]; then echo "HTTP 403: no access" >&2; exit 1; fi`,
				'printf "%s\\n" "$@" > "$GH_LOG/$3.args"',
				'body=$(cat); printf %s "$body" > "$GH_LOG/$3"',
			].join('\n'),
		);
		await chmod(join(bin, 'gh'), 0o755);
	};
	const github = ['--format', 'github', '--repo', 'acme/my-service'];

	test('each is handed to gh on its standard input, and what a workflow then gets works', async () => {
		await standIn();
		const ran = await run([...withSecret, ...github, '--yes'], {variables: path});
		assert.equal(ran.code, 0, ran.stderr);
		const {repository, secrets} = JSON.parse(ran.stdout);
		assert.equal(repository, 'acme/my-service');
		const found: Record<string, string> = {};
		for (const name of secrets) {
			const args = await readFile(join(log, `${name}.args`), 'utf8');
			assert.equal(args, `secret\nset\n${name}\n--repo\nacme/my-service\n`);
			found[name] = await readFile(join(log, name), 'utf8');
		}
		assert.equal(found['PASSPHRASE'], passphrase);
		assert.equal((await useHanded(found, fetch)).tokenId, id);
		assert.deepEqual(
			(await readdir(log)).filter(name => !name.endsWith('.args')).sort(),
			[...secrets].sort(),
		);
	});

	test('nothing is set unless the person agrees, in read-only mode, or for what is no repository', async () => {
		await standIn();
		const options = {columns: 100, answers: [['Type "set" to go on:', 'no']], variables: path} as const;
		const refused = await run(['-i', id, ...github], options);
		assert.equal(refused.code, 130);
		assert.match(refused.stderr, /TOKEN_ID, .*PRIVATE_KEY/u);
		const agreed = await run(['-i', id, ...github], {...options, answers: [['Type "set"', 'set']]});
		assert.equal(agreed.code, 0, agreed.stderr);
		assert.match(agreed.stdout, /PRIVATE_KEY: \$\{\{ secrets\.PRIVATE_KEY \}\}/u);
		const unasked = await run(['-i', id, ...github], {variables: path});
		assert.deepEqual([unasked.code, unasked.stdout], [2, '']);
		const readOnly = await run(['-i', id, ...github, '--yes', '--read-only'], {variables: path});
		assert.equal(readOnly.code, 1);
		for (const repo of ['acme', '--help/x', 'a/b/c/d', 'a b/c', '../..x/ ']) {
			const ran = await run(['-i', id, '--format', 'github', `--repo=${repo}`, '--yes'], {variables: path});
			assert.equal(ran.code, 2, repo);
		}
	});

	test('a gh that is missing or fails is said, with what is set by then', async () => {
		const missing = await run(['-i', id, ...github, '--yes', '--json'], {variables: {PATH: machine.home}});
		assert.equal(missing.code, 1);
		const {error} = JSON.parse(missing.stderr);
		assert.equal(error.kind, 'no-program');
		assert.match(error.hint, /Install .*gh auth login/u);
		await standIn('PRIVATE_KEY');
		const failed = await run(['-i', id, ...github, '--yes'], {variables: path});
		assert.equal(failed.code, 1);
		assert.match(failed.stderr, /could not set PRIVATE_KEY: HTTP 403/u);
		assert.match(failed.stderr, /Set are PROJECT_ID, TOKEN_ID, KEY_ID alone/u);
	});

	test('a gh that says what it was given is not quoted with it', async () => {
		await standIn();
		await writeFile(
			join(bin, 'gh'),
			'#!/bin/bash\nbody=$(cat)\n[ "$3" != PASSPHRASE ] || { echo "no: <$body>" >&2; exit 1; }\n',
		);
		const failed = await run([...withSecret, ...github, '--yes'], {variables: path});
		assert.equal(failed.code, 1);
		assert.match(failed.stderr, /could not set PASSPHRASE: no: <\[removed\]>/u);
		assert.ok(!failed.stderr.includes(passphrase));
	});
});

test('flags that do not go together are wrong usage', async () => {
	for (const flags of [
		['--sdk', 'java'],
		['--format', 'snippet'],
		['--format', 'github'],
		['--format', 'github', '--repo', 'a/b', '--output', 'x'],
		['--repo', 'a/b'],
		['--format', 'docker', '--json'],
		['--format', 'jwks', '--with-passphrase'],
		['--passphrase-file', 'secret.txt'],
	]) {
		const ran = await run(['-i', id, ...flags]);
		assert.deepEqual([ran.code, ran.stdout], [2, ''], flags.join(' '));
	}
});
