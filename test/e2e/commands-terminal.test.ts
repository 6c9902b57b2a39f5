// needs: bash
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aCommandLine} from './a-command-line.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {holdRequest} from './hold-request.ts';
import type {Scope} from './pty.ts';

const served = await aServedSandbox({after});
const machine = await aMachine({after}, served.environment);
const {run, type} = await aCommandLine(machine);

/** Who is at the terminal types each answer once its question stands on the screen; gives the last screen. */
const atTerminal = async (
	t: Scope,
	line: string,
	answers: readonly (readonly [question: string, typed: string])[] = [],
): Promise<string> => {
	const app = type(t, `pat-tui ${line}`, {columns: 140, rows: 50});
	for (const [question, typed] of answers) {
		// The question that waits is the one on the last line.
		await app.waitFor(rows => rows.findLast(row => row !== '')?.includes(question) === true, question);
		app.type(`${typed}\r`);
	}
	const ended = await app.exit;
	const screen = app.screen().join('\n').trimEnd();
	assert.deepEqual(ended, {code: 0}, screen);
	assert.doesNotMatch(screen, /^[[{]/m, 'a person gets no JSON');
	return screen;
};

const tokenNamed = async (name: string) => {
	const found = (await served.tokens()).filter(token => token.name === name);
	assert.equal(found.length, 1, name);
	return found[0]?.id ?? '';
};

const madeToken = async (name: string) => {
	const ran = await run(`pat-tui token create-token -n "${name}" -f publicKey.pem -k before`);
	assert.equal(ran.code, 0, ran.stderr);
	return tokenNamed(name);
};

const newPassphrase = [
	['Passphrase for the private key', 'MySecretPassphrase'],
	['The same again', 'MySecretPassphrase'],
] as const;
const plain = [
	['Passphrase for the private key', ''],
	['Type "plain"', 'plain'],
] as const;

before(async () => {
	const {publicKey} = rsaKey();
	await writeFile(join(machine.work, 'publicKey.pem'), publicKey.export({type: 'spki', format: 'pem'}));
	assert.equal((await run('pat-tui start')).code, 0);
});

describe('on a terminal', {concurrency: 2}, () => {
	test('token create-token asks for everything', async t => {
		const screen = await atTerminal(t, 'token create-token', [
			['Name of the token:', 'short'],
			['Name of the token:', 'asked-for-everything'],
			['Make its key pair on this computer? [Y/n]:', 'y'],
			['Algorithm [RS256]:', 'es256'],
			['What may it do in the active project? [none]:', 'read'],
			...newPassphrase,
		]);
		assert.match(screen, /Private key .*\.pem/);
		assert.doesNotMatch(screen, /MySecretPassphrase/);
		await tokenNamed('asked-for-everything');
	});

	test('token create-token --name "My new token" asks for the rest', async t => {
		const screen = await atTerminal(t, 'token create-token --name "My new token"', [
			['Make its key pair on this computer? [Y/n]:', 'n'],
			['File of its public key (PEM)', 'publicKey.pem'],
		]);
		assert.match(screen, /My new token/);
		await tokenNamed('My new token');
	});

	test('token create-token -n MyNewToken --with-permissions asks for its key', async t => {
		const screen = await atTerminal(t, 'token create-token -n MyNewToken --with-permissions -a ES256', [
			['Make its key pair on this computer? [Y/n]:', ''],
			...plain,
		]);
		assert.match(screen, /Project +Default Project/);
	});

	test('token create-token -n MyNewToken --auto-generate-key --passphrase "MySecretPassphrase" --with-permissions asks nothing', async t => {
		const screen = await atTerminal(
			t,
			'token create-token -n MyNewToken --auto-generate-key --passphrase "MySecretPassphrase" --with-permissions',
		);
		assert.match(screen, /^Warning: -p shows the passphrase.*Project +Default Project/ms);
		assert.doesNotMatch(screen, /MySecretPassphrase/);
	});

	test('token create-token -n MyNewToken --public-key-file publicKey.pem --key-id MyKeyID --algorithm RS256 --with-permissions asks nothing', async t => {
		const screen = await atTerminal(
			t,
			'token create-token -n MyNewToken --public-key-file publicKey.pem --key-id MyKeyID --algorithm RS256 --with-permissions',
		);
		assert.match(screen, /MyKeyID/);
	});

	test('token create-token -n MyNewToken -g -w asks for a passphrase', async t => {
		const screen = await atTerminal(t, 'token create-token -n MyNewToken -g -w', newPassphrase);
		assert.doesNotMatch(screen, /MySecretPassphrase/);
		assert.match(screen, /MyNewToken.*Private key .*\.pem/s);
	});

	test('token list-tokens draws a table', async t => {
		const id = await madeToken('of the table');
		assert.match(await atTerminal(t, 'token list-tokens'), new RegExp(`NAME.*of the table.*${id}`, 's'));
	});

	test('token get-token --token-id shows the token, and asks for the id where it is not given', async t => {
		const id = await madeToken('to be shown');
		assert.match(await atTerminal(t, `token get-token --token-id ${id}`), /to be shown/);
		assert.match(await atTerminal(t, 'token get-token', [['Token id:', id]]), /to be shown/);
	});

	test('token update-token -i -n MyNewToken -k MyKeyID -f publicKey.pem asks nothing', async t => {
		const id = await madeToken('to be changed');
		const line = `token update-token -i ${id} -n MyNewToken -k MyKeyID -f publicKey.pem`;
		assert.match(await atTerminal(t, line), /MyNewToken.*MyKeyID/s);
		const changed = (await served.tokens()).find(token => token.id === id);
		assert.equal(changed?.name, 'MyNewToken');
	});

	test('token delete-token -i asks for the name first', async t => {
		const id = await madeToken('to be deleted');
		const screen = await atTerminal(t, `token delete-token -i ${id}`, [
			['Type its name to delete it:', 'to be deleted'],
		]);
		assert.match(screen, new RegExp(`to be deleted \\(${id}\\) is deleted\\.`));
		assert.equal(
			(await served.tokens()).some(token => token.id === id),
			false,
		);
	});
});

// Not beside the others: it holds the first request of its kind, whoever sends that.
test('Ctrl+C ends with 130, and says which operation stays open', async t => {
	const held = holdRequest(served, 'POST /iam/v1/tokens', 'after');
	const app = type(t, 'pat-tui token create-token -n "to be stopped" -f publicKey.pem', {columns: 140});
	await held.reached;
	app.type('\u0003');
	assert.deepEqual(await app.exit, {code: 130});
	held.release();
	assert.match(app.screen().join(' '), /Stopped\..*pat-tui operation resume/s);
});
