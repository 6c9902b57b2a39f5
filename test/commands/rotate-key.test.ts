import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aMachine, type RunOptions} from './a-machine.ts';

const service = await aServedSandbox({after});
const {variables} = service;
const machine = await aMachine({after}, service);

const rotate = async (id: string, argv: readonly string[], options: RunOptions = {}) =>
	machine.run(['token', 'rotate-key', '-i', id, ...argv], {variables, ...options});

const aToken = async (name: string) => (await machine.makeToken(name, [], {variables})).id;

const works = async (id: string) => {
	const tried = await machine.run(['token', 'try', '-i', id, '--json'], {variables});
	return tried.code === 0;
};

describe('token rotate-key', () => {
	test('begins with both keys working, and finishes with the old one refused', async () => {
		const id = await aToken('to be rotated');
		const begun = await rotate(id, ['-g', '--json']);
		assert.equal(begun.code, 0, begun.stderr);
		const {rotation} = JSON.parse(begun.stdout);
		assert.equal(rotation.status, 'overlapping');
		assert.deepEqual([rotation.newKey, rotation.withoutKeyId.oldKey], ['accepted', 'accepted']);
		assert.match(begun.stderr, new RegExp(`key id ${rotation.keyId} \\(KEY_ID\\): TypeScript`));
		assert.ok(await works(id), 'a try takes the new key');
		const exported = await machine.run(['token', 'export', '-i', id], {variables});
		assert.match(exported.stdout, new RegExp(`KEY_ID="?${rotation.keyId}`));

		const finished = await rotate(id, ['--finish', '--json']);
		assert.equal(finished.code, 0, finished.stderr);
		const ended = JSON.parse(finished.stdout).rotation;
		assert.deepEqual([ended.status, ended.oldKey], ['rotated', 'refused']);
		assert.ok(await works(id));
	});

	test('is rolled back, and then is not open any more', async () => {
		const id = await aToken('to be rolled back');
		assert.equal((await rotate(id, ['-g'])).code, 0);
		const back = await rotate(id, ['--rollback', '--json']);
		assert.equal(back.code, 0, back.stderr);
		assert.equal(JSON.parse(back.stdout).rotation.status, 'rolled-back');
		assert.ok(await works(id), 'the old key works');
		const again = await rotate(id, ['--finish']);
		assert.equal(again.code, 1);
		assert.match(again.stderr, /No rotation of this token is open on this computer/);
	});

	test('swaps at once, to another algorithm too', async () => {
		const id = await aToken('to be swapped');
		const refused = await rotate(id, ['-g', '-a', 'ES512']);
		assert.equal(refused.code, 2);
		assert.match(refused.stderr, /-a \(--algorithm\).*--swap/su);
		const swapped = await rotate(id, ['-g', '-a', 'ES512', '--swap', '--json']);
		assert.equal(swapped.code, 0, swapped.stderr);
		const record = JSON.parse(swapped.stdout);
		assert.equal(record.authenticationMethod.signingAlgorithm, 'ES512');
		assert.deepEqual([record.rotation.status, record.rotation.oldKey], ['rotated', 'refused']);
		assert.ok(await works(id));
	});

	test('opens an encrypted new key with the passphrase that is given', async () => {
		const id = await aToken('with a passphrase');
		const file = join(machine.home, 'passphrase.txt');
		await writeFile(file, 'correct horse\n', {mode: 0o600});
		assert.equal((await rotate(id, ['-g', '--passphrase-file', file])).code, 0);
		const locked = await rotate(id, ['--finish', '--json']);
		assert.equal(locked.code, 0, locked.stderr);
		assert.equal(JSON.parse(locked.stdout).rotation.newKey, 'not-tried');
		assert.match(locked.stderr, /The new key was not tried/);
	});

	test('refuses flags that exclude each other, and names them', async () => {
		for (const [argv, words] of [
			[['--swap', '--finish'], /--swap and --finish/],
			[['--finish', '-g'], /--auto-generate-key and --finish/],
			[['-g', '-f', 'x.pem'], /-g .* -f/],
			[[], /-g \(--auto-generate-key\)/],
		] as const) {
			const ran = await rotate('4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c', argv);
			assert.equal(ran.code, 2, ran.stderr);
			assert.match(ran.stderr, words);
		}
	});

	test('shows with --dry-run what it would send, and sends nothing', async () => {
		const id = await aToken('never touched');
		for (const way of [['-g'], ['-g', '--swap'], ['--finish'], ['--rollback']]) {
			const ran = await rotate(id, [...way, '--dry-run', '--json']);
			assert.equal(ran.code, 0, ran.stderr);
			const planned = JSON.parse(ran.stdout);
			assert.ok(planned.some(({method}: {readonly method: string}) => method === 'PATCH'));
		}
		const record = await machine.run(['token', 'get-token', '-i', id], {variables});
		assert.equal(JSON.parse(record.stdout).authenticationMethod.publicKeyInfo.jwks.keys.length, 1);
	});
});
