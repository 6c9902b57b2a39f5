// needs: openssl, ssh-keygen
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createPrivateKey, createPublicKey} from 'node:crypto';
import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, type TestContext, test} from 'node:test';
import * as v from 'valibot';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import {startInPty} from '../e2e/pty.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine} from './a-machine.ts';

const passphrase = 'correct hörse battery';
const Step = v.object({what: v.string(), command: v.string()});
const Recipes = v.array(
	v.looseObject({
		algorithm: v.string(),
		tool: v.string(),
		steps: v.tuple([Step, Step]),
		line: v.string(),
		stronger: Step,
		privateFile: v.string(),
		publicFile: v.string(),
		register: v.string(),
	}),
);

const service = await aServedSandbox({after});
const {variables} = service;
const machine = await aMachine({after}, service);
const recipes = async (...argv: readonly string[]) => {
	const ran = await machine.run(['key', 'help', '--json', ...argv]);
	assert.equal(ran.code, 0, ran.stderr);
	return v.parse(Recipes, JSON.parse(ran.stdout));
};

const question = /(?:pass ?phrase|Password)[^\n:]*:/giu;

/** Runs a command in a terminal as a person does, and answers every question for a passphrase; gives how many there were. */
const runAsked = async (t: TestContext, line: string) => {
	const shell = startInPty(t, {
		command: 'sh',
		args: ['-c', `${line}; echo "code=$?;"`],
		directory: machine.home,
	});
	let answered = 0;
	await shell.waitFor(rows => {
		if ((shell.bytes().toString().match(question) ?? []).length > answered) {
			answered += 1;
			shell.type(`${passphrase}\r`);
		}
		return rows.some(row => /code=\d+;/u.test(row));
	});
	await shell.exit;
	assert.ok(
		shell.screen().some(row => row.includes('code=0;')),
		shell.screen().join('\n'),
	);
	return answered;
};

describe('key help', () => {
	for (const algorithm of ['RS256', 'RS512', 'ES256', 'ES512']) {
		for (const tool of ['openssl', 'ssh-keygen']) {
			test(`tells commands of ${tool} that make a key for ${algorithm}, which the service takes`, async t => {
				const name = `${tool} ${algorithm}`;
				const all = await recipes('-a', algorithm, '-n', name);
				const recipe = all.find(each => each.tool === tool);
				assert.ok(recipe);
				// A larger RSA key takes seconds to find, and shows no more.
				const line = recipe.line
					.replace('rsa_keygen_bits:4096', 'rsa_keygen_bits:2048')
					.replace('-b 4096', '-b 2048');
				assert.equal(await runAsked(t, line), tool === 'openssl' ? 3 : 2);
				const [pem, publicPem] = await Promise.all(
					[recipe.privateFile, recipe.publicFile].map(async file =>
						readFile(join(machine.home, file), 'utf8'),
					),
				);
				assert.match(pem ?? '', /^-----BEGIN ENCRYPTED PRIVATE KEY-----/u);
				assert.equal((await stat(join(machine.home, recipe.privateFile))).mode & 0o777, 0o600);
				assert.ok(
					createPublicKey(publicPem ?? '').equals(
						createPublicKey(createPrivateKey({key: pem ?? '', passphrase})),
					),
				);

				const ran = await machine.run([...recipe.register.split(' ').slice(1), '-n', name, '--json'], {
					variables,
				});
				assert.equal(ran.code, 0, ran.stderr);
				const made = JSON.parse(ran.stdout);
				assert.equal(made.authenticationMethod.signingAlgorithm, algorithm);
				assert.equal(made.thumbprint, thumbprint(publicJwkOf(createPublicKey(publicPem ?? ''))));
			});
		}
	}

	test('tells a command that gives the same key a passphrase that takes 600,000 rounds', async t => {
		const [recipe] = await recipes('-a', 'ES256', '-n', 'openssl ES256');
		assert.ok(recipe);
		assert.ok((await runAsked(t, recipe.stronger.command)) >= 2);
		const file = join(machine.home, 'openssl-es256-strong.pem');
		const shown = execFileSync('openssl', ['asn1parse', '-in', file], {encoding: 'utf8'});
		assert.match(shown, /INTEGER +:0927C0/u);
		const [one, other] = await Promise.all(
			[file, join(machine.home, recipe.privateFile)].map(async each =>
				createPrivateKey({key: await readFile(each), passphrase}),
			),
		);
		assert.ok(one && other?.equals(one));
	});

	test('for Windows nothing depends on how a shell redirects, joins or quotes', async () => {
		for (const {tool, steps, line} of await recipes('--windows')) {
			for (const command of [...steps.map(step => step.command), line]) {
				const bare = /^cmd \/c "([^"%^$`]+)"$/u.exec(command)?.[1];
				if (bare === undefined) assert.doesNotMatch(command, /["'%^$`<>|&]/u);
			}
			assert.match(line, new RegExp(`^cmd /c "${tool}`, 'u'));
		}
	});

	test('a person reads the same, each command whole on a line of its own', async () => {
		const ran = await machine.run(['key', 'help'], {columns: 60});
		assert.equal(ran.code, 0, ran.stderr);
		const all = await recipes();
		assert.equal(all.length, 8);
		const lines = ran.stdout.split('\n').map(line => line.trim());
		for (const {steps, stronger} of all)
			for (const {what, command} of [...steps, stronger]) {
				assert.ok(lines.includes(command), command);
				assert.ok(lines.includes(`# ${what}`), what);
			}
	});
});
